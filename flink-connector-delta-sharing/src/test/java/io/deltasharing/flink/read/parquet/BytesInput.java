/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** A file in memory that parquet-java reads. */
@SuppressWarnings("ArrayRecordComponent")
record BytesInput(byte[] bytes) implements InputFile {

  @Override
  public long getLength() {
    return bytes.length;
  }

  @Override
  public SeekableInputStream newStream() {
    Positioned stream = new Positioned(ByteBuffer.wrap(bytes));
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.buffer.position();
      }

      @Override
      public void seek(long position) throws IOException {
        if (position < 0 || position > bytes.length) {
          throw new EOFException("no offset " + position);
        }
        stream.buffer.position((int) position);
      }
    };
  }

  private static final class Positioned extends InputStream {
    private final ByteBuffer buffer;

    Positioned(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public int read() {
      return buffer.hasRemaining() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int some = Math.min(length, buffer.remaining());
      if (some == 0) {
        return length == 0 ? 0 : -1;
      }
      buffer.get(target, offset, some);
      return some;
    }
  }
}
