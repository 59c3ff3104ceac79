/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

/** A wrong call of a program; the message says what is wrong with it. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
