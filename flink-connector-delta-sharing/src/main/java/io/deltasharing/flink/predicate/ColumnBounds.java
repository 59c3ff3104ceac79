/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a column's values in some rows. Bounds hold for every value that is neither null
 * nor NaN; no value need be equal to one, as they may have been cut or be those of rows that were
 * deleted since.
 *
 * @param min no value is lower; null if that is not known
 * @param max no value is higher; null if that is not known
 * @param nulls how many values are null
 * @param mayHoldNaN of FLOAT and DOUBLE: whether there may be a NaN, which no bound tells of
 */
public record ColumnBounds(
    @Nullable Value min, @Nullable Value max, Nulls nulls, boolean mayHoldNaN) {
  /** What contradicts itself tells nothing: there are writers that compare in another order. */
  public ColumnBounds {
    boolean isNullWithValues = nulls == Nulls.ALL && (min != null || max != null);
    boolean isUpsideDown = min != null && max != null && min.compare(max).orElse(0) > 0;
    if (isNullWithValues || isUpsideDown) {
      min = null;
      max = null;
    }
    if (isNullWithValues) {
      nulls = Nulls.UNKNOWN;
    }
  }

  /** Nothing is known. */
  public static final ColumnBounds UNKNOWN = new ColumnBounds(null, null, Nulls.UNKNOWN, true);

  /** Of a column that is null in every row, such as one that came later. */
  public static final ColumnBounds ALL_NULL = new ColumnBounds(null, null, Nulls.ALL, false);

  /** How many values of a column are null. */
  public enum Nulls {
    NONE,
    /** Neither none nor all. */
    SOME,
    ALL,
    UNKNOWN
  }

  /** Of a column that has one value in every row, such as a partition's. */
  public static ColumnBounds exactly(Value value) {
    return new ColumnBounds(value, value, Nulls.NONE, false);
  }

  boolean isNull() {
    return nulls == Nulls.ALL;
  }

  boolean isNeverNull() {
    return nulls == Nulls.NONE;
  }

  /** Whether every value is there and is a number where it should be one. */
  boolean isAlwaysComparable() {
    return nulls == Nulls.NONE && !mayHoldNaN;
  }

  /** Whether all values are lower, as far as they are comparable. */
  boolean isBelow(Value value) {
    return max != null && max.compare(value).orElse(1) < 0;
  }

  boolean isAtMost(Value value) {
    return max != null && max.compare(value).orElse(1) <= 0;
  }

  /** Whether all values are higher, as far as they are comparable. */
  boolean isAbove(Value value) {
    return min != null && min.compare(value).orElse(-1) > 0;
  }

  boolean isAtLeast(Value value) {
    return min != null && min.compare(value).orElse(-1) >= 0;
  }

  boolean isEqualTo(Value value) {
    return isAtLeast(value) && isAtMost(value);
  }
}
