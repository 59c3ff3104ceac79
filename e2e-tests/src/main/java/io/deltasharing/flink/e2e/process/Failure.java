/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

/** What an end-to-end run was to show did not happen; the message says what, and where to look. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }

  /** For whoever waited and was interrupted, which stays to be seen by the thread. */
  public static Failure interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new Failure("Interrupted: " + what, cause);
  }
}
