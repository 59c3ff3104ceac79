/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

/** A statement of a script failed; the message says which and why, in one line. */
final class StatementFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  StatementFailedException(SqlStatement statement, Throwable cause) {
    super(statement.place() + ": " + Causes.deepest(cause), cause);
  }
}
