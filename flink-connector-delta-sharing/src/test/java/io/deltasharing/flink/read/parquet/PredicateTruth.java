/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Predicate.Operator;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What predicates make of rows, told by the JDK's own types: rows are those of {@link
 * io.deltasharing.flink.read.kernel.RowValues}.
 */
record PredicateTruth(List<String> columns) {

  boolean satisfies(List<@Nullable Object> row, Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return and.conditions().stream().allMatch(it -> satisfies(row, it));
    }
    if (predicate instanceof Predicate.Or or) {
      return or.conditions().stream().anyMatch(it -> satisfies(row, it));
    }
    Object cell = row.get(columns.indexOf(predicate.columns().iterator().next().top()));
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
      return in.values().stream().anyMatch(it -> compares(cell, Operator.EQ, it));
    }
    if (predicate instanceof Predicate.StartsWith startsWith) {
      byte[] text = cell.toString().getBytes(StandardCharsets.UTF_8);
      byte[] prefix = startsWith.prefix().bytes();
      return text.length >= prefix.length
          && Arrays.equals(Arrays.copyOf(text, prefix.length), prefix);
    }
    return true;
  }

  private static boolean compares(Object cell, Operator operator, Value value) {
    if (cell instanceof Float || cell instanceof Double) {
      double left = ((Number) cell).doubleValue();
      double right = ((Value.Real) value).value();
      return switch (operator) {
        case EQ -> left == right;
        case NE -> left != right;
        case LT -> left < right;
        case LE -> left <= right;
        case GT -> left > right;
        case GE -> left >= right;
      };
    }
    int order = order(cell, value);
    return switch (operator) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      case GT -> order > 0;
      case GE -> order >= 0;
    };
  }

  private static int order(Object cell, Value value) {
    if (value instanceof Value.Whole whole) {
      return Long.compare(integer(cell), whole.value());
    }
    if (value instanceof Value.Exact exact) {
      return ((BigDecimal) cell).compareTo(exact.value());
    }
    if (value instanceof Value.Flag flag) {
      return Boolean.compare((Boolean) cell, flag.value());
    }
    byte[] wanted =
        value instanceof Value.Text text
            ? text.utf8().bytes()
            : ((Value.Binary) value).octets().bytes();
    byte[] held =
        value instanceof Value.Text
            ? cell.toString().getBytes(StandardCharsets.UTF_8)
            : HexFormat.of().parseHex(cell.toString());
    return Arrays.compareUnsigned(held, wanted);
  }

  private static long integer(Object cell) {
    if (cell instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (cell instanceof LocalDateTime time) {
      return integer(time.toInstant(ZoneOffset.UTC));
    }
    if (cell instanceof Instant instant) {
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
    return ((Number) cell).longValue();
  }

  /** A value like a cell, or close to it; null if it is of a kind that is not compared. */
  static @Nullable Value like(Object cell, String type, Random random) {
    long near = random.nextInt(3) - 1L;
    if (cell instanceof Boolean flag) {
      return new Value.Flag(flag);
    }
    if (cell instanceof LocalDate) {
      return new Value.Whole(Value.Unit.DAYS, integer(cell) + near);
    }
    if (cell instanceof Instant || cell instanceof LocalDateTime) {
      return new Value.Whole(Value.Unit.MICROS, integer(cell) + near);
    }
    if (cell instanceof Float || cell instanceof Double) {
      double number = ((Number) cell).doubleValue();
      return Double.isNaN(number) ? new Value.Real(0) : new Value.Real(number);
    }
    if (cell instanceof BigDecimal decimal) {
      BigDecimal little = BigDecimal.valueOf(near, random.nextInt(3) + decimal.scale());
      return new Value.Exact(decimal.add(little));
    }
    if (cell instanceof Number number) {
      return new Value.Whole(Value.Unit.NUMBER, number.longValue() + near);
    }
    if (cell instanceof String text) {
      return type.equals("binary")
          ? new Value.Binary(
              io.deltasharing.flink.predicate.Octets.of(HexFormat.of().parseHex(text)))
          : Value.Text.of(random.nextInt(3) == 0 ? text + "a" : text);
    }
    return null;
  }
}
