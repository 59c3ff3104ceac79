/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/**
 * Unscaled decimals of few enough digits for 64 bits, stored as big-endian bytes.
 *
 * @param scratch reused from read to read
 */
record DecimalBytes(BytesSource source, Scratch scratch) implements LongSource {

  DecimalBytes(BytesSource source) {
    this(source, new Scratch());
  }

  @Override
  public void read(long[] out, int at, int count) throws IOException {
    scratch.ensure(count);
    byte[] bytes = source.read(scratch.starts, scratch.lengths, 0, count);
    for (int i = 0; i < count; i++) {
      out[at + i] = number(bytes, scratch.starts[i], scratch.lengths[i]);
    }
  }

  @Override
  public void skip(int count) throws IOException {
    source.skip(count);
  }

  private static long number(byte[] bytes, int from, int length) throws MalformedFileException {
    if (length == 0) {
      throw new MalformedFileException("a decimal has no bytes");
    }
    long value = bytes[from];
    for (int i = 1; i < length; i++) {
      if (i >= Long.BYTES && (value << Byte.SIZE) >> Byte.SIZE != value) {
        throw new MalformedFileException("a decimal has more digits than its type");
      }
      value = (value << Byte.SIZE) | (bytes[from + i] & 0xff);
    }
    return value;
  }

  /** Arrays that grow. */
  static final class Scratch {
    private int[] starts = new int[0];
    private int[] lengths = new int[0];

    private void ensure(int count) {
      if (starts.length < count) {
        starts = new int[count];
        lengths = new int[count];
      }
    }
  }
}
