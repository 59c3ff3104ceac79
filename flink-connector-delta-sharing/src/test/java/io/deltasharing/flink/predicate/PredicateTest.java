/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.predicate.ColumnBounds.Nulls;
import io.deltasharing.flink.predicate.Predicate.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredicateTest {
  private static final int CASES = 50_000;
  private static final Column A = Column.of("a");
  private static final List<Operator> OPERATORS = List.of(Operator.values());

  @Test
  void verdictsHoldForEveryRow() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    for (int i = 0; i < CASES; i++) {
      RandomRows rows = new RandomRows(random);
      Predicate predicate = predicate(random, 3);
      Verdict verdict = predicate.over(rows.bounds());
      verdicts.merge(verdict, 1, Integer::sum);
      long satisfying = rows.satisfying(predicate);
      if (verdict != Verdict.SOME) {
        assertThat(satisfying)
            .as("%s, case %s of seed %s", predicate, i, seed)
            .isEqualTo(verdict == Verdict.NONE ? 0 : rows.count());
      }
    }
    // What never decides anything is never wrong.
    assertThat(verdicts.get(Verdict.NONE)).isGreaterThan(CASES / 10);
    assertThat(verdicts.get(Verdict.ALL)).isGreaterThan(CASES / 50);
  }

  private static Predicate predicate(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      List<Predicate> conditions = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        conditions.add(predicate(random, depth - 1));
      }
      return random.nextBoolean() ? Predicate.allOf(conditions) : Predicate.anyOf(conditions);
    }
    int index = random.nextInt(RandomRows.COLUMNS.size());
    Column column = RandomRows.COLUMNS.get(index);
    return switch (random.nextInt(6)) {
      case 0 -> new Predicate.IsNull(column);
      case 1 -> new Predicate.IsNotNull(column);
      case 2 ->
          new Predicate.In(
              column, List.of(RandomRows.value(random, index), RandomRows.value(random, index)));
      case 3 ->
          new Predicate.StartsWith(
              RandomRows.COLUMNS.get(2), ((Value.Text) RandomRows.value(random, 2)).utf8());
      default ->
          new Predicate.Comparison(
              column,
              OPERATORS.get(random.nextInt(OPERATORS.size())),
              RandomRows.value(random, index));
    };
  }

  @Test
  void whatIsKnownIsUsed() {
    BoundsOf oneToThree = bounds(new ColumnBounds(whole(1), whole(3), Nulls.NONE, false));

    assertThat(compared(Operator.GT, 3).over(oneToThree)).isEqualTo(Verdict.NONE);
    assertThat(compared(Operator.GE, 3).over(oneToThree)).isEqualTo(Verdict.SOME);
    assertThat(compared(Operator.GE, 1).over(oneToThree)).isEqualTo(Verdict.ALL);
    assertThat(compared(Operator.NE, 4).over(oneToThree)).isEqualTo(Verdict.ALL);
    assertThat(compared(Operator.EQ, 0).over(oneToThree)).isEqualTo(Verdict.NONE);
    assertThat(new Predicate.IsNull(A).over(oneToThree)).isEqualTo(Verdict.NONE);
    assertThat(new Predicate.In(A, List.of(whole(0), whole(4))).over(oneToThree))
        .isEqualTo(Verdict.NONE);
  }

  /** There are writers that compare bytes without their sign, or count nulls once for each page. */
  @Test
  void whatContradictsItselfDecidesNothing() {
    BoundsOf swapped = bounds(new ColumnBounds(whole(1), whole(-5), Nulls.NONE, false));
    BoundsOf nullsWithValues = bounds(new ColumnBounds(whole(1), whole(1), Nulls.ALL, false));

    assertThat(compared(Operator.EQ, 3).over(swapped)).isEqualTo(Verdict.SOME);
    assertThat(compared(Operator.LT, 0).over(swapped)).isEqualTo(Verdict.SOME);
    assertThat(compared(Operator.EQ, 1).over(nullsWithValues)).isEqualTo(Verdict.SOME);
    assertThat(compared(Operator.EQ, 3).over(nullsWithValues)).isEqualTo(Verdict.SOME);
    assertThat(new Predicate.IsNull(A).over(nullsWithValues)).isEqualTo(Verdict.SOME);
  }

  @Test
  void aPartitionDecides() {
    BoundsOf two = bounds(ColumnBounds.exactly(whole(2)));
    BoundsOf absent = bounds(ColumnBounds.ALL_NULL);

    assertThat(compared(Operator.EQ, 2).over(two)).isEqualTo(Verdict.ALL);
    assertThat(compared(Operator.NE, 2).over(two)).isEqualTo(Verdict.NONE);
    assertThat(new Predicate.In(A, List.of(whole(1), whole(2))).over(two)).isEqualTo(Verdict.ALL);
    assertThat(compared(Operator.NE, 2).over(absent)).isEqualTo(Verdict.NONE);
    assertThat(new Predicate.IsNull(A).over(absent)).isEqualTo(Verdict.ALL);
  }

  @Test
  void boundsOfAnotherKindDecideNothing() {
    BoundsOf texts =
        bounds(new ColumnBounds(Value.Text.of("a"), Value.Text.of("b"), Nulls.NONE, false));

    for (Operator operator : Operator.values()) {
      assertThat(compared(operator, 1).over(texts)).isEqualTo(Verdict.SOME);
    }
    Value day = new Value.Whole(Value.Unit.DAYS, 1);
    assertThat(compared(Operator.EQ, 2).over(bounds(ColumnBounds.exactly(day))))
        .isEqualTo(Verdict.SOME);
  }

  @Test
  void numbersOfAnyKindAreComparedToTheLastDigit() {
    Value tenth = new Value.Exact(new BigDecimal("0.1"));
    assertThat(new Value.Real(0.1).compare(tenth)).hasValue(1);
    assertThat(tenth.compare(new Value.Real(0.1f))).hasValue(-1);
    assertThat(whole(2).compare(new Value.Real(2))).hasValue(0);
    assertThat(whole(Long.MAX_VALUE).compare(new Value.Real(0x1p63))).hasValue(-1);
    assertThat(whole(3).compare(new Value.Exact(new BigDecimal("2.99")))).hasValue(1);
    assertThat(new Value.Real(Double.POSITIVE_INFINITY).compare(whole(Long.MAX_VALUE))).hasValue(1);
    assertThat(tenth.compare(new Value.Real(Double.NEGATIVE_INFINITY))).hasValue(1);
    assertThat(new Value.Real(1).compare(new Value.Whole(Value.Unit.DAYS, 1))).isEmpty();
    assertThat(new Value.Real(Double.POSITIVE_INFINITY).compare(Value.Text.of("a"))).isEmpty();
  }

  @Test
  void aPrefixIsLookedForAsBytes() {
    Predicate startsWith = new Predicate.StartsWith(A, Octets.of("b"));

    assertThat(startsWith.over(texts("ba", "bz"))).isEqualTo(Verdict.ALL);
    assertThat(startsWith.over(texts("a", "az"))).isEqualTo(Verdict.NONE);
    assertThat(startsWith.over(texts("c", "d"))).isEqualTo(Verdict.NONE);
    assertThat(startsWith.over(texts("a", "c"))).isEqualTo(Verdict.SOME);
    assertThat(startsWith.over(texts("b", "c"))).isEqualTo(Verdict.SOME);
  }

  @Test
  void nanIsNothingToCompareWith() {
    assertThatThrownBy(() -> new Value.Real(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NaN is not compared with");
  }

  @Test
  void itReadsLikeSql() {
    Predicate predicate =
        new Predicate.And(
            List.of(
                compared(Operator.LE, 2),
                new Predicate.Or(
                    List.of(
                        new Predicate.IsNull(A),
                        new Predicate.StartsWith(A, Octets.of("it's")),
                        new Predicate.In(
                            A,
                            List.of(
                                new Value.Exact(new BigDecimal("100.00")),
                                new Value.Whole(Value.Unit.DAYS, 1)))))));

    assertThat(predicate)
        .hasToString(
            "a <= 2 AND (a IS NULL OR a STARTS WITH 'it''s' OR a IN (100, DATE '1970-01-02'))");
    assertThat(Predicate.EVERYTHING).hasToString("TRUE");
    assertThat(Predicate.NOTHING).hasToString("FALSE");
  }

  private static Predicate compared(Operator operator, long value) {
    return new Predicate.Comparison(A, operator, whole(value));
  }

  private static Value whole(long value) {
    return new Value.Whole(Value.Unit.NUMBER, value);
  }

  private static BoundsOf texts(String min, String max) {
    return bounds(new ColumnBounds(Value.Text.of(min), Value.Text.of(max), Nulls.NONE, false));
  }

  private static BoundsOf bounds(ColumnBounds bounds) {
    return column -> bounds;
  }
}
