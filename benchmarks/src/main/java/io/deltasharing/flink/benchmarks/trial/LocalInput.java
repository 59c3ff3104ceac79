/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.storage.ObjectInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file. */
final class LocalInput implements ObjectInput {
  private final RandomAccessFile file;
  private final long length;

  LocalInput(Path path, long length) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long position() {
    try {
      return file.getFilePointer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void seek(long position) throws IOException {
    file.seek(position);
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    return file.read(buffer, offset, count);
  }

  @Override
  public void readFully(byte[] buffer, int offset, int count) throws IOException {
    if (file.getFilePointer() + count > length) {
      throw new EOFException("too few bytes for " + count + " at " + file.getFilePointer());
    }
    file.readFully(buffer, offset, count);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
