/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Numbers of different kinds, compared by what they are, to the last digit. */
final class Numbers {

  private Numbers() {}

  /** Empty if one of them is no number. */
  static OptionalInt compare(Value one, Value other) {
    if (infinite(one) != 0 || infinite(other) != 0) {
      return isNumber(one) && isNumber(other)
          ? OptionalInt.of(Integer.compare(infinite(one), infinite(other)))
          : OptionalInt.empty();
    }
    BigDecimal left = decimal(one);
    BigDecimal right = decimal(other);
    return left == null || right == null
        ? OptionalInt.empty()
        : OptionalInt.of(left.compareTo(right));
  }

  private static boolean isNumber(Value value) {
    return infinite(value) != 0 || decimal(value) != null;
  }

  /** 1 or -1 for an infinity, 0 for all else. */
  private static int infinite(Value value) {
    return value instanceof Value.Real real && Double.isInfinite(real.value())
        ? (int) Math.signum(real.value())
        : 0;
  }

  /** Null if it is no finite number. */
  private static @Nullable BigDecimal decimal(Value value) {
    if (value instanceof Value.Exact exact) {
      return exact.value();
    }
    if (value instanceof Value.Whole whole) {
      return whole.unit() == Value.Unit.NUMBER ? BigDecimal.valueOf(whole.value()) : null;
    }
    return value instanceof Value.Real real ? new BigDecimal(real.value()) : null;
  }
}
