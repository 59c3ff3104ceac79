/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.Arrays;

/**
 * Parquet's hybrid of run lengths and bit packing: levels, dictionary indexes and booleans. The
 * caller says how many values there are; the bytes do not.
 */
final class RunDecoder {
  private static final int MAX_WIDTH = 32;
  private static final int GROUP = 8;

  /**
   * Four values so wide are in the eight bytes from the one on in which the first of them begins.
   */
  private static final int MAX_WIDTH_OF_FOUR = (Long.SIZE - Byte.SIZE + 1) / 4;

  private byte[] bytes = new byte[0];
  private int position;
  private int end;
  private int width;
  private long mask;

  /** No value is higher. */
  private long most;

  /** Values left of the current run. */
  private int left;

  private boolean packed;

  /** The value of a run that is not packed. */
  private int value;

  /** Where the next packed value begins. */
  private long bit;

  /**
   * Begins with a page's levels, which take as many bits as the highest.
   *
   * @param highest level of the column
   */
  void resetLevels(byte[] source, int from, int to, int highest) throws MalformedFileException {
    reset(source, from, to, Integer.SIZE - Integer.numberOfLeadingZeros(highest));
    most = highest;
  }

  void reset(byte[] source, int from, int to, int bitWidth) throws MalformedFileException {
    if (bitWidth < 0 || bitWidth > MAX_WIDTH) {
      throw new MalformedFileException("it packs values in " + bitWidth + " bits");
    }
    bytes = source;
    position = from;
    end = to;
    width = bitWidth;
    mask = (1L << bitWidth) - 1;
    most = mask;
    left = 0;
  }

  void read(int[] out, int at, int count) throws MalformedFileException {
    if (width == 0) {
      Arrays.fill(out, at, at + count, 0);
      return;
    }
    int to = at + count;
    for (int i = at; i < to; ) {
      int run = Math.min(currentRun(), to - i);
      if (packed) {
        unpack(out, i, run);
        checkUnpacked(out, i, run);
      } else {
        Arrays.fill(out, i, i + run, value);
      }
      left -= run;
      i += run;
    }
  }

  void skip(int count) throws MalformedFileException {
    if (width == 0) {
      return;
    }
    for (int todo = count; todo > 0; ) {
      int run = Math.min(currentRun(), todo);
      bit += packed ? (long) run * width : 0;
      left -= run;
      todo -= run;
    }
  }

  /** Skips leading ones as far as they come in runs; says how many, and at most {@code most}. */
  int skipOnes(int most) throws MalformedFileException {
    int skipped = 0;
    while (skipped < most) {
      int run = Math.min(currentRun(), most - skipped);
      if (packed || value != 1) {
        return skipped;
      }
      left -= run;
      skipped += run;
    }
    return skipped;
  }

  /** Reads values of one bit as nulls, where zero is a null; says how many are none. */
  int readNulls(boolean[] nulls, int at, int count) throws MalformedFileException {
    int present = 0;
    int to = at + count;
    for (int i = at; i < to; ) {
      int run = Math.min(currentRun(), to - i);
      if (packed) {
        present += unpackNulls(nulls, i, run);
      } else {
        Arrays.fill(nulls, i, i + run, value != 1);
        present += value == 1 ? run : 0;
      }
      left -= run;
      i += run;
    }
    return present;
  }

  private int currentRun() throws MalformedFileException {
    while (left == 0) {
      startRun();
    }
    return left;
  }

  private void startRun() throws MalformedFileException {
    int header = header();
    if ((header & 1) == 0) {
      packed = false;
      left = header >>> 1;
      value = repeated();
    } else {
      packed = true;
      bit = (long) position * Byte.SIZE;
      // A last group may be cut off; no more values are there than bits.
      long claimed = (header >>> 1) * (long) GROUP;
      long bits = (end - position) * (long) Byte.SIZE;
      left = (int) Math.min(claimed, bits / width);
      position = (int) Math.min(end, position + (header >>> 1) * (long) width);
      if (left == 0) {
        throw tooFew();
      }
    }
  }

  private int header() throws MalformedFileException {
    int result = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      if (position >= end) {
        throw tooFew();
      }
      byte next = bytes[position++];
      result |= (next & 0x7f) << shift;
      if (next >= 0) {
        return result;
      }
    }
    throw new MalformedFileException("a run of its values is longer than a run can be");
  }

  private void checkUnpacked(int[] out, int at, int count) throws MalformedFileException {
    if (most == mask) {
      return;
    }
    int highest = 0;
    for (int i = at; i < at + count; i++) {
      highest = Math.max(highest, out[i]);
    }
    if (highest > most) {
      throw tooHigh(highest);
    }
  }

  private int repeated() throws MalformedFileException {
    int length = (width + Byte.SIZE - 1) / Byte.SIZE;
    if (length > end - position) {
      throw tooFew();
    }
    int result = 0;
    for (int i = 0; i < length; i++) {
      result |= (bytes[position++] & 0xff) << (Byte.SIZE * i);
    }
    if (Integer.toUnsignedLong(result) > most) {
      throw tooHigh(result);
    }
    return result;
  }

  private void unpack(int[] out, int at, int count) {
    final byte[] source = bytes;
    final long wanted = mask;
    final int step = width;
    long from = bit;
    int i = at;
    int to = at + count;
    int safe = at + (int) Math.min(count, safelyLoaded(from, step));
    if (step <= MAX_WIDTH_OF_FOUR) {
      for (; i <= safe - 4; i += 4, from += 4L * step) {
        long word = LittleEndian.getLong(source, (int) (from >>> 3)) >>> (from & 7);
        out[i] = (int) (word & wanted);
        out[i + 1] = (int) ((word >>> step) & wanted);
        out[i + 2] = (int) ((word >>> (2 * step)) & wanted);
        out[i + 3] = (int) ((word >>> (3 * step)) & wanted);
      }
    }
    for (; i < safe; i++, from += step) {
      long word = LittleEndian.getLong(source, (int) (from >>> 3));
      out[i] = (int) ((word >>> (from & 7)) & wanted);
    }
    for (; i < to; i++, from += step) {
      long word = LittleEndian.getLongOrLess(source, (int) (from >>> 3));
      out[i] = (int) ((word >>> (from & 7)) & wanted);
    }
    bit = from;
  }

  /** How many values can be loaded by eight bytes without reaching behind the array. */
  private long safelyLoaded(long from, int step) {
    long last = (bytes.length - (long) Long.BYTES) * Byte.SIZE;
    return last < from ? 0 : (last - from) / step + 1;
  }

  private int unpackNulls(boolean[] nulls, int at, int count) {
    int present = 0;
    long from = bit;
    int i = at;
    int to = at + count;
    for (; i < to && (from & 7) != 0; i++, from++) {
      present += unpackNull(nulls, i, from);
    }
    for (; i <= to - Byte.SIZE; i += Byte.SIZE, from += Byte.SIZE) {
      int eight = bytes[(int) (from >>> 3)] & 0xff;
      present += Integer.bitCount(eight);
      for (int k = 0; k < Byte.SIZE; k++) {
        nulls[i + k] = ((eight >>> k) & 1) == 0;
      }
    }
    for (; i < to; i++, from++) {
      present += unpackNull(nulls, i, from);
    }
    bit = from;
    return present;
  }

  private int unpackNull(boolean[] nulls, int at, long from) {
    int one = (bytes[(int) (from >>> 3)] >>> (from & 7)) & 1;
    nulls[at] = one == 0;
    return one;
  }

  private MalformedFileException tooHigh(int found) {
    return new MalformedFileException(
        "a page has " + Integer.toUnsignedString(found) + " where " + most + " is the highest");
  }

  private static MalformedFileException tooFew() {
    return new MalformedFileException("a page has fewer values than it says");
  }
}
