/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import java.io.Closeable;
import java.io.IOException;

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
}
