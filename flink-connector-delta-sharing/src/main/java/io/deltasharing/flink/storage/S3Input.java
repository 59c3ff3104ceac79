/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.StorageLocation;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An object read by S3A. Opened at the first read, and read again from the same offset after a
 * refusal: S3A's stream signs every new range with the credential held then.
 */
final class S3Input implements ObjectInput {
  private final S3Storage storage;
  private final StorageLocation object;
  private final long length;
  private @Nullable FSDataInputStream stream;
  private long position;

  S3Input(S3Storage storage, StorageLocation object, long length) {
    this.storage = storage;
    this.object = object;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void seek(long position) throws IOException {
    if (position < 0 || position > length) {
      throw new EOFException(
          "offset " + position + " lies outside '" + object + "' of " + length + " bytes");
    }
    this.position = position;
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (position >= length) {
      return -1;
    }
    int most = (int) Math.min(count, length - position);
    int got = storage.send(object, () -> seekedStream().read(buffer, offset, most));
    if (got > 0) {
      position += got;
    }
    return got;
  }

  @Override
  public void readFully(byte[] buffer, int offset, int count) throws IOException {
    if (position + count > length) {
      throw new EOFException(
          "'" + object + "' has " + length + " bytes, too few for " + count + " at " + position);
    }
    storage.send(
        object,
        () -> {
          seekedStream().readFully(buffer, offset, count);
          return count;
        });
    position += count;
  }

  @Override
  public List<PendingBytes> readRanges(List<ByteRange> ranges) throws IOException {
    if (ranges.isEmpty()) {
      return List.of();
    }
    for (ByteRange range : ranges) {
      if (range.from() + range.length() > length) {
        throw new EOFException("'" + object + "' has " + length + " bytes, too few for " + range);
      }
    }
    long generation = storage.generation();
    List<PendingBytes> pending = new ArrayList<>();
    for (ByteRange range : ranges) {
      // S3A's pool takes what it is given when it is closed, does nothing, and then blocks.
      storage.checkOpen();
      pending.add(
          new RangeBytes(storage, this, range, generation, storage.beginRead(object, range)));
    }
    return pending;
  }

  StorageLocation object() {
    return object;
  }

  /** Reads a range in this thread, without renewal, and without moving the position. */
  byte[] readAgain(ByteRange range) throws IOException {
    byte[] bytes = new byte[range.length()];
    FSDataInputStream opened = openStream();
    opened.seek(range.from());
    opened.readFully(bytes);
    return bytes;
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
  }

  private FSDataInputStream seekedStream() throws IOException {
    FSDataInputStream opened = openStream();
    opened.seek(position);
    return opened;
  }

  private FSDataInputStream openStream() throws IOException {
    FSDataInputStream opened = stream;
    if (opened == null) {
      opened = storage.openStream(object, length);
      stream = opened;
    }
    return opened;
  }
}
