/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads ranges of objects at the same time, each by one GET of the client under S3A. Not by S3A's
 * own vectored reads: those log a stack trace for every range that the store refuses, which is how
 * a credential's end is noticed. Thread-safe.
 */
final class RangeReads {
  private final S3Client client;
  private final Executor threads;

  /**
   * @param threads S3A's, which end with its file system
   */
  RangeReads(S3Client client, Executor threads) {
    this.client = client;
    this.threads = threads;
  }

  /** Begins to read; what fails, the future says. */
  CompletableFuture<byte[]> begin(StorageLocation object, ByteRange range) {
    CompletableFuture<byte[]> bytes = new CompletableFuture<>();
    try {
      threads.execute(() -> complete(bytes, object, range));
    } catch (RejectedExecutionException e) {
      bytes.completeExceptionally(new IOException("the storage of the table is closed", e));
    }
    return bytes;
  }

  private void complete(CompletableFuture<byte[]> bytes, StorageLocation object, ByteRange range) {
    try {
      bytes.complete(read(object, range));
    } catch (IOException | RuntimeException | Error e) {
      bytes.completeExceptionally(e);
    }
  }

  private byte[] read(StorageLocation object, ByteRange range) throws IOException {
    if (range.length() == 0) {
      return new byte[0];
    }
    String wanted = range.from() + "-" + (range.from() + range.length() - 1);
    ResponseInputStream<GetObjectResponse> body =
        client.getObject(
            get -> get.bucket(object.authority()).key(object.key()).range("bytes=" + wanted));
    try {
      checkRange(object, wanted, body.response());
      byte[] bytes = new byte[range.length()];
      int got = body.readNBytes(bytes, 0, bytes.length);
      if (got < bytes.length) {
        throw new IOException(
            "'" + object + "' ended after " + got + " of " + bytes.length + " bytes");
      }
      body.close();
      return bytes;
    } catch (IOException | SdkException | Error e) {
      body.abort();
      throw e;
    }
  }

  /** A store may leave the range out of account and send the whole object. */
  private static void checkRange(StorageLocation object, String wanted, GetObjectResponse response)
      throws IOException {
    String sent = response.contentRange();
    if (sent == null || !sent.startsWith("bytes " + wanted + "/")) {
      throw new IOException(
          "The store was asked for the bytes " + wanted + " of '" + object + "' and sent others.");
    }
  }
}
