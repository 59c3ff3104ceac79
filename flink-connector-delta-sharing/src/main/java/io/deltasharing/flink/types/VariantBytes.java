/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Bytes of a variant, none of which is read that is not there. Integers are little-endian. */
final class VariantBytes {
  private final byte[] bytes;

  VariantBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length;
  }

  /** Checks that there are so many bytes at a place. */
  void require(long at, long count) {
    if (at < 0 || count < 0 || at > bytes.length - count) {
      throw VariantException.broken("it goes on behind its end");
    }
  }

  int octet(long at) {
    require(at, 1);
    return bytes[(int) at] & 0xFF;
  }

  /** A count, offset or number of a key, which is never larger than the largest int. */
  int unsigned(long at, int width) {
    require(at, width);
    long number = 0;
    for (int i = 0; i < width; i++) {
      number |= (bytes[(int) at + i] & 0xFFL) << (Byte.SIZE * i);
    }
    if (number > Integer.MAX_VALUE) {
      throw VariantException.broken("it goes on behind its end");
    }
    return (int) number;
  }

  long signed(long at, int width) {
    return integer(at, width).longValue();
  }

  /** An integer of any width. */
  BigInteger integer(long at, int width) {
    return new BigInteger(reversed(at, width));
  }

  /** Bytes that are no UTF-8 become the sign for that. */
  String text(long at, int length) {
    require(at, length);
    return new String(bytes, (int) at, length, StandardCharsets.UTF_8);
  }

  byte[] copy(long at, int length) {
    require(at, length);
    byte[] copy = new byte[length];
    System.arraycopy(bytes, (int) at, copy, 0, length);
    return copy;
  }

  private byte[] reversed(long at, int width) {
    require(at, width);
    byte[] reversed = new byte[width];
    for (int i = 0; i < width; i++) {
      reversed[width - 1 - i] = bytes[(int) at + i];
    }
    return reversed;
  }
}
