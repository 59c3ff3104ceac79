/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

/** The program was called wrongly; the message says how, in one line. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
