/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

/** Says in one line why something failed. */
final class Causes {

  private Causes() {}

  /** The first line of the innermost cause's message. */
  static String deepest(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
