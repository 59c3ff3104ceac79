/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.IOException;

/** A part of an object that may still be on its way. One thread at a time. */
@FunctionalInterface
public interface PendingBytes {

  /**
   * Waits for the bytes; the same ones, at once, when asked again.
   *
   * @throws java.io.InterruptedIOException if interrupted, or if the storage is closed meanwhile
   */
  byte[] await() throws IOException;
}
