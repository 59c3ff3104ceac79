/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** LZ4's block format. In Java, so that garbled blocks end in an exception and nowhere else. */
final class Lz4Block {
  private static final int LONG = 15;
  private static final int MIN_MATCH = 4;
  private static final int FRAME_HEADER = 2 * Integer.BYTES;

  private Lz4Block() {}

  /**
   * Decodes Hadoop's frames: the length decompressed, then blocks, each after its length.
   *
   * @return whether these were such frames; if not, {@code out} is garbage
   */
  static boolean decodeFrames(byte[] in, int from, int length, byte[] out, int at, int expected) {
    int position = from;
    int end = from + length;
    int done = 0;
    try {
      while (end - position >= FRAME_HEADER && done < expected) {
        int frame = bigEndian(in, position);
        position += Integer.BYTES;
        int frameEnd = Math.addExact(done, frame);
        while (done < frameEnd) {
          int compressed = bigEndian(in, position);
          position += Integer.BYTES;
          if (frame < 0 || frameEnd > expected || compressed <= 0 || compressed > end - position) {
            return false;
          }
          done += decodeUpTo(in, position, compressed, out, at + done, frameEnd - done);
          position += compressed;
        }
      }
    } catch (MalformedFileException | ArithmeticException | IndexOutOfBoundsException e) {
      return false;
    }
    return done == expected && position == end;
  }

  static void decode(byte[] in, int from, int length, byte[] out, int at, int expected)
      throws MalformedFileException {
    int actual = decodeUpTo(in, from, length, out, at, expected);
    if (actual != expected) {
      throw new MalformedFileException(
          "a page has " + actual + " bytes when decompressed, not " + expected + " as it says");
    }
  }

  private static int decodeUpTo(byte[] in, int from, int length, byte[] out, int at, int most)
      throws MalformedFileException {
    int end = from + length;
    int position = from;
    int target = at;
    int limit = at + most;
    while (position < end) {
      int token = in[position++] & 0xff;
      int literals = token >>> 4;
      if (literals == LONG) {
        int next;
        do {
          check(position < end);
          next = in[position++] & 0xff;
          literals += next;
          check(literals <= most);
        } while (next == 0xff);
      }
      check(literals <= end - position && literals <= limit - target);
      System.arraycopy(in, position, out, target, literals);
      position += literals;
      target += literals;
      if (position == end) {
        break;
      }
      check(end - position >= 2);
      int distance = (in[position] & 0xff) | ((in[position + 1] & 0xff) << Byte.SIZE);
      position += 2;
      int match = token & LONG;
      if (match == LONG) {
        int next;
        do {
          check(position < end);
          next = in[position++] & 0xff;
          match += next;
          check(match <= most);
        } while (next == 0xff);
      }
      match += MIN_MATCH;
      check(distance > 0 && distance <= target - at && match <= limit - target);
      BackReference.copy(out, target, distance, match, limit);
      target += match;
    }
    return target - at;
  }

  private static int bigEndian(byte[] in, int at) {
    return ((in[at] & 0xff) << 24)
        | ((in[at + 1] & 0xff) << 16)
        | ((in[at + 2] & 0xff) << 8)
        | (in[at + 3] & 0xff);
  }

  private static void check(boolean sane) throws MalformedFileException {
    if (!sane) {
      throw new MalformedFileException("a page is compressed by LZ4, but garbled");
    }
  }
}
