/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;

/** Values of 64 bits made of what a file has instead. */
final class LongConversions {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int INT96_BYTES = 12;

  private LongConversions() {}

  /** What becomes of an integer of 32 bits. */
  @FunctionalInterface
  interface OfInt {
    long convert(int value);
  }

  /** What becomes of an integer of 64 bits. */
  @FunctionalInterface
  interface OfLong {
    long convert(long value);
  }

  static LongSource ofInts(IntSource source, OfInt conversion) {
    return new FromInts(source, conversion);
  }

  static LongSource ofLongs(LongSource source, OfLong conversion) {
    return new FromLongs(source, conversion);
  }

  static long nanosToMicros(long nanos) {
    return Math.floorDiv(nanos, NANOS_PER_MICRO);
  }

  static long dayToMicros(int day) {
    return day * MICROS_PER_DAY;
  }

  static long floatToDouble(int bits) {
    return Double.doubleToRawLongBits(Float.intBitsToFloat(bits));
  }

  static long intToDouble(int value) {
    return Double.doubleToRawLongBits(value);
  }

  static long unsignedToDouble(int value) {
    return Double.doubleToRawLongBits((double) Integer.toUnsignedLong(value));
  }

  /** Nanoseconds of a day and that day, as Impala and Spark stored them, as micros. */
  static LongSource ofInt96(DataPage page) throws IOException {
    return switch (page.encoding()) {
      case PLAIN -> new FromInt96(page);
      default -> throw Encodings.unknown(page, "INT96");
    };
  }

  private record FromInts(IntSource source, OfInt conversion, Scratch scratch)
      implements LongSource {
    FromInts(IntSource source, OfInt conversion) {
      this(source, conversion, new Scratch());
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      int[] narrow = scratch.ints(count);
      source.read(narrow, 0, count);
      for (int i = 0; i < count; i++) {
        out[at + i] = conversion.convert(narrow[i]);
      }
    }

    @Override
    public void skip(int count) throws IOException {
      source.skip(count);
    }
  }

  private record FromLongs(LongSource source, OfLong conversion) implements LongSource {
    @Override
    public void read(long[] out, int at, int count) throws IOException {
      source.read(out, at, count);
      for (int i = at; i < at + count; i++) {
        out[i] = conversion.convert(out[i]);
      }
    }

    @Override
    public void skip(int count) throws IOException {
      source.skip(count);
    }
  }

  private static final class FromInt96 implements LongSource {
    private final byte[] bytes;
    private final FixedPositions positions;

    FromInt96(DataPage page) {
      bytes = page.bytes();
      positions = new FixedPositions(page, INT96_BYTES);
    }

    @Override
    public void read(long[] out, int at, int count) throws IOException {
      int from = positions.take(count);
      for (int i = 0; i < count; i++, from += INT96_BYTES) {
        long nanos = LittleEndian.getLong(bytes, from);
        long day = LittleEndian.getInt(bytes, from + Long.BYTES) - (long) JULIAN_DAY_OF_EPOCH;
        out[at + i] =
            Math.addExact(
                Math.multiplyExact(day, MICROS_PER_DAY), Math.floorDiv(nanos, NANOS_PER_MICRO));
      }
    }

    @Override
    public void skip(int count) throws IOException {
      positions.take(count);
    }
  }

  /** An array that grows. */
  private static final class Scratch {
    private int[] ints = new int[0];

    int[] ints(int count) {
      if (ints.length < count) {
        ints = new int[count];
      }
      return ints;
    }
  }
}
