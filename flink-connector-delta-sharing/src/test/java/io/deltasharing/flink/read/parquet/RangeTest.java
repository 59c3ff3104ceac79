/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.predicate.Predicate.Operator;
import java.util.Arrays;
import java.util.Random;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Ranges and the tests made of them, at the ends of the numbers and between. */
class RangeTest {
  private static final long[] VALUES = {
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1,
    Integer.MIN_VALUE,
    -1,
    0,
    1,
    2,
    Integer.MAX_VALUE,
    Long.MAX_VALUE - 1,
    Long.MAX_VALUE
  };

  @Test
  void longsAreTestedAsTheyCompare() throws Exception {
    for (Operator operator : Operator.values()) {
      for (long limit : VALUES) {
        assertThat(kept(Range.of(operator, limit)))
            .as("%s %d", operator, limit)
            .isEqualTo(expected(it -> satisfies(it, operator, limit)));
      }
    }
  }

  @Test
  void twoRangesAreOne() throws Exception {
    Random random = new Random(7);
    Operator[] narrowing = {Operator.EQ, Operator.LT, Operator.LE, Operator.GT, Operator.GE};
    for (int i = 0; i < 2000; i++) {
      Operator one = narrowing[random.nextInt(narrowing.length)];
      Operator other = narrowing[random.nextInt(narrowing.length)];
      long limit = VALUES[random.nextInt(VALUES.length)];
      long otherLimit = VALUES[random.nextInt(VALUES.length)];
      assertThat(kept(Range.of(one, limit).and(Range.of(other, otherLimit))))
          .as("%s %d and %s %d", one, limit, other, otherLimit)
          .isEqualTo(expected(it -> satisfies(it, one, limit) && satisfies(it, other, otherLimit)));
    }
  }

  private static boolean[] kept(Range range) throws Exception {
    Columns columns = new Columns(1);
    columns.longs[0] = VALUES;
    boolean[] mask = new boolean[VALUES.length];
    Arrays.fill(mask, true);
    NumberTests.longs(0, range).apply(columns, VALUES.length, mask);
    return mask;
  }

  private static boolean[] expected(LongPredicate predicate) {
    boolean[] expected = new boolean[VALUES.length];
    for (int i = 0; i < VALUES.length; i++) {
      expected[i] = predicate.test(VALUES[i]);
    }
    return expected;
  }

  private static boolean satisfies(long value, Operator operator, long limit) {
    return switch (operator) {
      case EQ -> value == limit;
      case NE -> value != limit;
      case LT -> value < limit;
      case LE -> value <= limit;
      case GT -> value > limit;
      case GE -> value >= limit;
    };
  }
}
