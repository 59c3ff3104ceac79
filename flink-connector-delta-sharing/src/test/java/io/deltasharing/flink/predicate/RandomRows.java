/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import io.deltasharing.flink.predicate.ColumnBounds.Nulls;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of some columns, with their bounds and what a predicate really makes of them. A NaN is
 * a {@link Double}; all else is a {@link Value}.
 */
final class RandomRows {
  static final List<Column> COLUMNS =
      List.of(
          Column.of("whole"),
          Column.of("real"),
          Column.of("text"),
          Column.of("exact"),
          Column.of("flag"),
          Column.of("binary"));

  private static final List<String> TEXTS =
      List.of(
          "", "a", "ab", "abc", "b", "\uD83D\uDE00", "\uD83D\uDE00x", "\uFFFD", "ab\uFFFD", "é");
  private static final double[] REALS = {
    -0.0, 0.0, 1.5, -1.5, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.MIN_VALUE
  };

  private final Random random;
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  RandomRows(Random random) {
    this.random = random;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int column = 0; column < COLUMNS.size(); column++) {
        row.add(random.nextInt(5) == 0 ? null : cell(column));
      }
      rows.add(row);
    }
  }

  int count() {
    return rows.size();
  }

  private Object cell(int column) {
    return column == 1 && random.nextInt(6) == 0 ? (Object) Double.NaN : value(random, column);
  }

  static Value value(Random random, int column) {
    return switch (column) {
      case 0 -> new Value.Whole(Value.Unit.NUMBER, random.nextInt(5) - 2L);
      case 1 -> new Value.Real(REALS[random.nextInt(REALS.length)]);
      case 2 -> Value.Text.of(TEXTS.get(random.nextInt(TEXTS.size())));
      case 3 -> new Value.Exact(BigDecimal.valueOf(random.nextInt(5) * 10L, random.nextInt(3)));
      case 4 -> new Value.Flag(random.nextBoolean());
      default -> new Value.Binary(Octets.of(new byte[] {(byte) (random.nextInt(4) * 80)}));
    };
  }

  /** What is known of them, sometimes more and sometimes less; the same at each call. */
  BoundsOf bounds() {
    List<ColumnBounds> bounds = new ArrayList<>();
    for (int column = 0; column < COLUMNS.size(); column++) {
      bounds.add(random.nextInt(8) == 0 ? ColumnBounds.UNKNOWN : bounds(column));
    }
    return column -> bounds.get(COLUMNS.indexOf(column));
  }

  private ColumnBounds bounds(int column) {
    List<Object> held = rows.stream().map(it -> it.get(column)).filter(Objects::nonNull).toList();
    List<Value> values =
        held.stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
    Nulls nulls = held.isEmpty() ? Nulls.ALL : held.size() == rows.size() ? Nulls.NONE : Nulls.SOME;
    Value min = values.stream().reduce((a, b) -> a.compare(b).getAsInt() <= 0 ? a : b).orElse(null);
    Value max = values.stream().reduce((a, b) -> a.compare(b).getAsInt() >= 0 ? a : b).orElse(null);
    return new ColumnBounds(
        loosened(min, column, -1),
        loosened(max, column, 1),
        random.nextInt(6) == 0 ? Nulls.UNKNOWN : nulls,
        values.size() < held.size() || random.nextInt(6) == 0);
  }

  /** The same bound, none, or one that is further out. */
  private @Nullable Value loosened(@Nullable Value bound, int column, int direction) {
    if (bound == null || random.nextInt(8) == 0) {
      return null;
    }
    Value other = value(random, column);
    return other.compare(bound).getAsInt() * direction > 0 && random.nextBoolean() ? other : bound;
  }

  long satisfying(Predicate predicate) {
    return rows.stream().filter(it -> satisfies(it, predicate)).count();
  }

  private boolean satisfies(List<@Nullable Object> row, Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.conditions().stream().allMatch(it -> satisfies(row, it));
    }
    if (predicate instanceof Predicate.Or or) {
      return or.conditions().stream().anyMatch(it -> satisfies(row, it));
    }
    Object cell = row.get(COLUMNS.indexOf(predicate.columns().iterator().next()));
    if (predicate instanceof Predicate.IsNull) {
      return cell == null;
    }
    return cell != null && satisfies(cell, predicate);
  }

  private static boolean satisfies(Object cell, Predicate predicate) {
    if (predicate instanceof Predicate.Comparison comparison) {
      return compares(cell, comparison.operator(), comparison.value());
    }
    if (predicate instanceof Predicate.In in) {
      return in.values().stream().anyMatch(it -> compares(cell, Predicate.Operator.EQ, it));
    }
    if (predicate instanceof Predicate.StartsWith startsWith) {
      byte[] text = ((Value.Text) cell).utf8().bytes();
      byte[] prefix = startsWith.prefix().bytes();
      return text.length >= prefix.length
          && Arrays.equals(Arrays.copyOf(text, prefix.length), prefix);
    }
    return true;
  }

  private static boolean compares(Object cell, Predicate.Operator operator, Value value) {
    if (!(cell instanceof Value held)) {
      return operator == Predicate.Operator.NE;
    }
    int order = order(held, value);
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  /** By the JDK's own types, so that it is not the order that is being tested. */
  private static int order(Value left, Value right) {
    if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
      return Long.compare(a.value(), b.value());
    }
    if (left instanceof Value.Real a && right instanceof Value.Real b) {
      return a.value() < b.value() ? -1 : a.value() > b.value() ? 1 : 0;
    }
    if (left instanceof Value.Exact a && right instanceof Value.Exact b) {
      return a.value().compareTo(b.value());
    }
    if (left instanceof Value.Flag a && right instanceof Value.Flag b) {
      return Boolean.compare(a.value(), b.value());
    }
    if (left instanceof Value.Text a && right instanceof Value.Text b) {
      int[] points = a.utf8().toString().codePoints().toArray();
      return Arrays.compare(points, b.utf8().toString().codePoints().toArray());
    }
    byte[] bytes = ((Value.Binary) left).octets().bytes();
    return Integer.compare(bytes[0] & 0xFF, ((Value.Binary) right).octets().bytes()[0] & 0xFF);
  }
}
