/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Predicate.Operator;

/** Tests of numbers, a loop for each. */
final class NumberTests {
  private NumberTests() {}

  static RowTest ints(int ordinal, Range range) {
    return (columns, rows, mask) -> {
      int[] values = columns.ints[ordinal];
      long lowest = range.lowest();
      long span = range.highest() - range.lowest();
      long wanted = range.outside() ? 1 : 0;
      for (int i = 0; i < rows; i++) {
        mask[i] &= isBeyond(values[i] - lowest, span) == wanted;
      }
    };
  }

  static RowTest longs(int ordinal, Range range) {
    return (columns, rows, mask) -> {
      long[] values = columns.longs[ordinal];
      long lowest = range.lowest();
      long span = range.highest() - range.lowest();
      long wanted = range.outside() ? 1 : 0;
      for (int i = 0; i < rows; i++) {
        mask[i] &= isBeyond(values[i] - lowest, span) == wanted;
      }
    };
  }

  /**
   * Whether a number without sign is greater than another: 1 or 0, as the borrow of their
   * difference. A comparison would be a branch, which is guessed wrong half of the time where
   * values are not in order.
   */
  private static long isBeyond(long value, long limit) {
    return ((~limit & value) | ((~limit | value) & (limit - value))) >>> (Long.SIZE - 1);
  }

  /** As Java compares, and Flink SQL with it: NaN satisfies {@code <>} alone. */
  static RowTest doubles(int ordinal, Operator operator, double wanted) {
    return (columns, rows, mask) -> {
      long[] bits = columns.longs[ordinal];
      for (int i = 0; i < rows; i++) {
        mask[i] &= satisfies(Double.longBitsToDouble(bits[i]), operator, wanted);
      }
    };
  }

  static RowTest floats(int ordinal, Operator operator, double wanted) {
    return (columns, rows, mask) -> {
      int[] bits = columns.ints[ordinal];
      for (int i = 0; i < rows; i++) {
        mask[i] &= satisfies(Float.intBitsToFloat(bits[i]), operator, wanted);
      }
    };
  }

  private static boolean satisfies(double value, Operator operator, double wanted) {
    return switch (operator) {
      case EQ -> value == wanted;
      case NE -> value != wanted;
      case LT -> value < wanted;
      case LE -> value <= wanted;
      case GT -> value > wanted;
      case GE -> value >= wanted;
    };
  }
}
