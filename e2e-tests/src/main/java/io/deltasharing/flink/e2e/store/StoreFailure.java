/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import org.jspecify.annotations.Nullable;

/** A store's process did not do what it was told; the message says what, and where to look. */
public final class StoreFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoreFailure(String message) {
    super(message);
  }

  StoreFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** For whoever waited and was interrupted, which stays to be seen by the thread. */
  static StoreFailure interrupted(String what, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new StoreFailure("Interrupted: " + what, cause);
  }
}
