/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Predicate;

/**
 * Which whole numbers satisfy a comparison.
 *
 * @param lowest the lowest in the range
 * @param highest the highest in it, not lower than the lowest
 * @param outside whether those outside of it satisfy, and not those inside
 */
record Range(long lowest, long highest, boolean outside) {
  private static final Range NOTHING = new Range(Long.MIN_VALUE, Long.MAX_VALUE, true);

  Range {
    if (highest < lowest) {
      throw new IllegalArgumentException("no range: from " + lowest + " to " + highest);
    }
  }

  static Range of(Predicate.Operator operator, long value) {
    return switch (operator) {
      case EQ -> new Range(value, value, false);
      case NE -> new Range(value, value, true);
      case LT -> value == Long.MIN_VALUE ? NOTHING : new Range(Long.MIN_VALUE, value - 1, false);
      case LE -> new Range(Long.MIN_VALUE, value, false);
      case GT -> value == Long.MAX_VALUE ? NOTHING : new Range(value + 1, Long.MAX_VALUE, false);
      case GE -> new Range(value, Long.MAX_VALUE, false);
    };
  }

  /** What satisfies both this and another, neither of which leaves out numbers in the middle. */
  Range and(Range other) {
    if (this.equals(NOTHING) || other.equals(NOTHING)) {
      return NOTHING;
    }
    if (outside || other.outside) {
      throw new IllegalArgumentException("not one range: " + this + " and " + other);
    }
    long least = Math.max(lowest, other.lowest);
    long most = Math.min(highest, other.highest);
    return least <= most ? new Range(least, most, false) : NOTHING;
  }

  static Range none() {
    return NOTHING;
  }

  static Range all() {
    return new Range(Long.MIN_VALUE, Long.MAX_VALUE, false);
  }
}
