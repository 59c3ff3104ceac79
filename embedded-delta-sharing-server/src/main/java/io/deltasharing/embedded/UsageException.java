/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

/** The program, or its admin endpoint, was called wrongly; the message is one line for its user. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
