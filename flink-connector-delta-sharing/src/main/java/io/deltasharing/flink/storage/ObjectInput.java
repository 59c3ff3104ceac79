/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An open object. One thread at a time. */
public interface ObjectInput extends Closeable {

  /** In bytes. */
  long length();

  /** The offset of the next byte read. */
  long position();

  /** Moves to an offset; costs nothing until the next read. */
  void seek(long position) throws IOException;

  /**
   * Reads up to {@code length} bytes.
   *
   * @return how many; -1 at the end
   */
  int read(byte[] buffer, int offset, int length) throws IOException;

  /**
   * Reads exactly {@code length} bytes.
   *
   * @throws java.io.EOFException if the object ends before
   */
  void readFully(byte[] buffer, int offset, int length) throws IOException;

  /**
   * Begins to read ranges, each by one request, at the same time where the store can do that. The
   * next byte read by other methods stays where it is.
   *
   * @return the bytes of each range, in the same order
   */
  default List<PendingBytes> readRanges(List<ByteRange> ranges) throws IOException {
    List<PendingBytes> pending = new ArrayList<>();
    for (ByteRange range : ranges) {
      pending.add(new LazyBytes(this, range));
    }
    return pending;
  }
}
