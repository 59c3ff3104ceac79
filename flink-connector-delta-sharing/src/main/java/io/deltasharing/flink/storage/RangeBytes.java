/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A range that is read on another thread. If that fails, which it does at the first trouble, it is
 * read again from the thread that waits for it, with all the patience of {@link S3Input}; and with
 * a newer credential if the old one was refused.
 */
final class RangeBytes implements PendingBytes {
  private final S3Storage storage;
  private final S3Input input;
  private final ByteRange range;
  private final long generation;
  private @Nullable CompletableFuture<byte[]> data;
  private byte @Nullable [] bytes;

  /**
   * @param generation of the credential with which it was asked for
   */
  RangeBytes(
      S3Storage storage,
      S3Input input,
      ByteRange range,
      long generation,
      CompletableFuture<byte[]> data) {
    this.storage = storage;
    this.input = input;
    this.range = range;
    this.generation = generation;
    this.data = data;
  }

  @Override
  public byte[] await() throws IOException {
    byte[] read = bytes;
    if (read == null) {
      read = storage.send(input.object(), this::attempt);
      bytes = read;
    }
    return read;
  }

  private byte[] attempt() throws IOException {
    CompletableFuture<byte[]> pending = data;
    if (pending == null) {
      return input.readAgain(range);
    }
    try {
      return storage.await(input.object(), pending);
    } catch (IOException | SdkException e) {
      if (storage.isClosed() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      data = null;
      boolean isRefused = StorageRefusal.of(e) != StorageRefusal.NONE;
      if (isRefused && storage.generation() == generation) {
        // The credential with which it was sent is still the newest: let it be replaced.
        throw e;
      }
      return input.readAgain(range);
    }
  }
}
