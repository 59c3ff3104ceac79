/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Unscaled decimals of many digits, as big-endian bytes. One that has more digits than its type is
 * refused here: Flink would make a null of it.
 *
 * @param limit what all are less than, but for the sign
 */
record WideDecimals(BytesSource source, BigInteger limit) implements BytesSource {

  static BytesSource of(BytesSource source, int precision) {
    return new WideDecimals(source, BigInteger.TEN.pow(precision));
  }

  @Override
  public byte[] read(int[] starts, int[] lengths, int at, int count) throws IOException {
    byte[] bytes = source.read(starts, lengths, at, count);
    int safe = limit.bitLength() - 1;
    for (int i = at; i < at + count; i++) {
      if (lengths[i] == 0) {
        throw new MalformedFileException("a decimal has no bytes");
      }
      if (bits(bytes, starts[i], lengths[i]) > safe && !fits(bytes, starts[i], lengths[i])) {
        throw new MalformedFileException("a decimal has more digits than its type");
      }
    }
    return bytes;
  }

  @Override
  public void skip(int count) throws IOException {
    source.skip(count);
  }

  /** How many bits a value has without its sign. */
  private static int bits(byte[] bytes, int from, int length) {
    int sign = bytes[from] >> (Byte.SIZE - 1);
    for (int i = 0; i < length; i++) {
      int other = (bytes[from + i] ^ sign) & 0xff;
      if (other != 0) {
        return (length - i) * Byte.SIZE - Integer.numberOfLeadingZeros(other << 24);
      }
    }
    return 0;
  }

  private boolean fits(byte[] bytes, int from, int length) {
    byte[] value = Arrays.copyOfRange(bytes, from, from + length);
    return new BigInteger(value).abs().compareTo(limit) < 0;
  }
}
