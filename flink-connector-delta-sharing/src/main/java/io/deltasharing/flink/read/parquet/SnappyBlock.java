/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * Snappy's block format: <a
 * href="https://github.com/google/snappy/blob/main/format_description.txt">
 * format_description.txt</a>. In Java, because it is faster on columns than the native library: of
 * an element nothing decides about a jump that the processor would have to guess, but whether it is
 * a literal; and garbled blocks end in an exception and nowhere else.
 */
final class SnappyBlock {
  private static final int LITERAL = 0;
  private static final int COPY_BY_FOUR_BYTES = 3;

  /** Elements of so many bytes, most by far, are copied as if they had them all. */
  private static final int SHORT = 2 * Long.BYTES;

  /** Longer literals have their length in one to four bytes of their own. */
  private static final int LONGEST_IN_TAG = 60;

  /** An element of at most {@link #SHORT} bytes and what follows it until the next check. */
  private static final int MARGIN = 2 * SHORT;

  private static final int LENGTH_BITS = 0x7f;
  private static final int DISTANCE_BITS = 0x700;
  private static final int DISTANCE_SHIFT = 16;

  /**
   * Of a copy by one or two bytes, what the tag says: its length, and the upper bits of the
   * distance.
   */
  private static final int[] COPIES = new int[1 << Byte.SIZE];

  static {
    for (int tag = 0; tag < COPIES.length; tag++) {
      COPIES[tag] =
          (tag & 3) == 1
              ? (((tag >>> 2) & 7) + 4) | (((tag >>> 5) << Byte.SIZE) << DISTANCE_SHIFT)
              : (tag >>> 2) + 1;
    }
  }

  private SnappyBlock() {}

  /**
   * Decodes a block.
   *
   * @throws MalformedFileException if it is garbled or has not as many bytes as are expected;
   *     {@code out} is garbage from {@code at} on for so many bytes, no others
   */
  static void decode(byte[] in, int from, int length, byte[] out, int at, int expected)
      throws MalformedFileException {
    int end = from + length;
    int limit = at + expected;
    int position = from;
    long claimed = 0;
    int next;
    int shift = 0;
    do {
      check(position < end && shift < Integer.SIZE);
      next = in[position++];
      claimed |= (long) (next & 0x7f) << shift;
      shift += 7;
    } while (next < 0);
    if (claimed != expected) {
      throw new MalformedFileException(
          "a page has " + claimed + " bytes when decompressed, not " + expected + " as it says");
    }

    int target = at;
    int lastIn = end - MARGIN;
    int lastOut = limit - MARGIN;
    while (position < lastIn && target < lastOut) {
      int tag = in[position] & 0xff;
      if ((tag & 3) == LITERAL) {
        int bytes = (tag >>> 2) + 1;
        if (bytes <= SHORT) {
          LittleEndian.putLong(out, target, LittleEndian.getLong(in, position + 1));
          LittleEndian.putLong(
              out, target + Long.BYTES, LittleEndian.getLong(in, position + 1 + Long.BYTES));
          position += 1 + bytes;
        } else {
          int own = Math.max(0, bytes - LONGEST_IN_TAG);
          if (own > 0) {
            bytes =
                1
                    + (LittleEndian.getInt(in, position + 1)
                        & (-1 >>> (Integer.SIZE - own * Byte.SIZE)));
          }
          position += 1 + own;
          check(bytes > 0 && bytes <= end - position && bytes <= limit - target);
          System.arraycopy(in, position, out, target, bytes);
          position += bytes;
        }
        target += bytes;
        if (position >= lastIn || target >= lastOut) {
          break;
        }
        // What follows a literal is a copy.
        tag = in[position] & 0xff;
        if ((tag & 3) == LITERAL) {
          continue;
        }
      }
      int kind = tag & 3;
      int operand = LittleEndian.getInt(in, position + 1);
      int bytes;
      int distance;
      if (kind == COPY_BY_FOUR_BYTES) {
        bytes = (tag >>> 2) + 1;
        distance = operand;
        position += 1 + Integer.BYTES;
      } else {
        int copy = COPIES[tag];
        bytes = copy & LENGTH_BITS;
        distance =
            ((copy >>> DISTANCE_SHIFT) & DISTANCE_BITS)
                | (operand & (0xffff >>> (2 * Byte.SIZE - kind * Byte.SIZE)));
        position += 1 + kind;
      }
      check(distance > 0 && distance <= target - at);
      if (distance >= Long.BYTES && bytes <= SHORT) {
        int source = target - distance;
        LittleEndian.putLong(out, target, LittleEndian.getLong(out, source));
        LittleEndian.putLong(
            out, target + Long.BYTES, LittleEndian.getLong(out, source + Long.BYTES));
      } else {
        check(bytes <= limit - target);
        BackReference.copy(out, target, distance, bytes, limit);
      }
      target += bytes;
    }
    decodeRest(in, position, end, out, at, target, limit);
  }

  /** The last elements, byte by byte. */
  private static void decodeRest(
      byte[] in, int from, int end, byte[] out, int at, int to, int limit)
      throws MalformedFileException {
    int position = from;
    int target = to;
    while (position < end) {
      int tag = in[position++] & 0xff;
      int kind = tag & 3;
      int bytes = kind == 1 ? COPIES[tag] & LENGTH_BITS : (tag >>> 2) + 1;
      int operands =
          switch (kind) {
            case LITERAL -> Math.max(0, bytes - LONGEST_IN_TAG);
            case COPY_BY_FOUR_BYTES -> Integer.BYTES;
            default -> kind;
          };
      check(operands <= end - position);
      int operand = 0;
      for (int i = 0; i < operands; i++) {
        operand |= (in[position++] & 0xff) << (i * Byte.SIZE);
      }
      if (kind == LITERAL) {
        bytes = operands > 0 ? operand + 1 : bytes;
        check(bytes > 0 && bytes <= end - position && bytes <= limit - target);
        System.arraycopy(in, position, out, target, bytes);
        position += bytes;
      } else {
        int distance =
            kind == 1 ? ((COPIES[tag] >>> DISTANCE_SHIFT) & DISTANCE_BITS) | operand : operand;
        check(distance > 0 && distance <= target - at && bytes <= limit - target);
        BackReference.copy(out, target, distance, bytes, limit);
      }
      target += bytes;
    }
    check(target == limit);
  }

  private static void check(boolean sane) throws MalformedFileException {
    if (!sane) {
      throw new MalformedFileException("a page is compressed by Snappy, but garbled");
    }
  }
}
