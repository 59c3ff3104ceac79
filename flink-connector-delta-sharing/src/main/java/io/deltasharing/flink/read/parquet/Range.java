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

  static Range none() {
    return NOTHING;
  }

  static Range all() {
    return new Range(Long.MIN_VALUE, Long.MAX_VALUE, false);
  }
}
