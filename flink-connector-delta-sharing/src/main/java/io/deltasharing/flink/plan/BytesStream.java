/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import java.io.EOFException;
import java.io.IOException;

/** A stream over bytes in memory. */
final class BytesStream extends SeekableInputStream {
  private final byte[] bytes;
  private int position;

  BytesStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void seek(long target) throws IOException {
    if (target < 0 || target > bytes.length) {
      throw new EOFException("offset " + target + " lies outside " + bytes.length + " bytes");
    }
    position = (int) target;
  }

  @Override
  public int read() {
    return position < bytes.length ? bytes[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position >= bytes.length) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, bytes.length - position);
    System.arraycopy(bytes, position, buffer, offset, count);
    position += count;
    return count;
  }

  @Override
  public void readFully(byte[] buffer, int offset, int length) throws IOException {
    if (length > bytes.length - position) {
      throw new EOFException("fewer than " + length + " bytes are left");
    }
    System.arraycopy(bytes, position, buffer, offset, length);
    position += length;
  }
}
