/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarCharType;

/**
 * Literals as values of the column that they are compared with; only where Flink compares just
 * these values, without rounding one of the two.
 */
final class LiteralValue {
  /** Whole numbers up to this are floats. */
  private static final long MOST_IN_FLOAT = 1L << 24;

  private LiteralValue() {}

  /**
   * The value of a literal, which may stand in a cast that does not change it.
   *
   * @param type of the column
   * @return empty if it is no literal, null, or compared by other rules than the column's own
   */
  static Optional<Value> of(LogicalType type, ResolvedExpression expression) {
    if (expression instanceof ValueLiteralExpression literal) {
      try {
        return literal
            .getValueAs(Object.class)
            .flatMap(it -> of(type, literal.getOutputDataType().getLogicalType(), it));
      } catch (ArithmeticException | DateTimeException e) {
        return Optional.empty();
      }
    }
    return expression instanceof CallExpression call
            && call.getFunctionDefinition() == BuiltInFunctionDefinitions.CAST
        ? ofCast(type, call)
        : Optional.empty();
  }

  /** A whole number that was made a wider one, a text that was not cut. */
  private static Optional<Value> ofCast(LogicalType type, CallExpression cast) {
    LogicalType to = cast.getOutputDataType().getLogicalType();
    Optional<Value> value = of(type, cast.getResolvedChildren().get(0));
    if (to.is(LogicalTypeRoot.BIGINT)) {
      return value.filter(Value.Whole.class::isInstance);
    }
    boolean anyLength =
        to instanceof VarCharType text && text.getLength() == VarCharType.MAX_LENGTH;
    return anyLength ? value.filter(Value.Text.class::isInstance) : Optional.empty();
  }

  private static Optional<Value> of(LogicalType column, LogicalType literal, Object value) {
    return switch (column.getTypeRoot()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(literal, value);
      case FLOAT, DOUBLE -> real(literal, value);
      case DECIMAL -> decimal(value).map(Value.Exact::new);
      case VARCHAR ->
          literal.is(LogicalTypeFamily.CHARACTER_STRING) && value instanceof String text
              ? Optional.of(Value.Text.of(text))
              : Optional.empty();
      case VARBINARY ->
          value instanceof byte[] bytes
              ? Optional.of(new Value.Binary(Octets.of(bytes)))
              : Optional.empty();
      case BOOLEAN ->
          value instanceof Boolean flag ? Optional.of(new Value.Flag(flag)) : Optional.empty();
      case DATE ->
          value instanceof LocalDate date
              ? Optional.of(new Value.Whole(Value.Unit.DAYS, date.toEpochDay()))
              : Optional.empty();
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          value instanceof LocalDateTime time
              ? micros(time.toInstant(ZoneOffset.UTC))
              : Optional.empty();
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          value instanceof Instant instant ? micros(instant) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Value> whole(LogicalType literal, Object value) {
    if (literal.is(LogicalTypeFamily.APPROXIMATE_NUMERIC)) {
      return Optional.empty();
    }
    return decimal(value)
        .filter(it -> it.stripTrailingZeros().scale() <= 0)
        .map(it -> new Value.Whole(Value.Unit.NUMBER, it.longValueExact()));
  }

  /** Flink compares a DECIMAL and a real number by other rules: NaN is higher than all there. */
  private static Optional<Value> real(LogicalType literal, Object value) {
    if (!(value instanceof Number number) || literal.is(LogicalTypeRoot.DECIMAL)) {
      return Optional.empty();
    }
    if (!literal.is(LogicalTypeFamily.APPROXIMATE_NUMERIC)
        && Math.abs(number.longValue()) > MOST_IN_FLOAT) {
      return Optional.empty();
    }
    double real = number.doubleValue();
    return Double.isNaN(real) ? Optional.empty() : Optional.of(new Value.Real(real));
  }

  private static Optional<BigDecimal> decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return Optional.of(decimal);
    }
    return value instanceof Byte
            || value instanceof Short
            || value instanceof Integer
            || value instanceof Long
        ? Optional.of(BigDecimal.valueOf(((Number) value).longValue()))
        : Optional.empty();
  }

  /** Columns are exact to the microsecond. */
  private static Optional<Value> micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS).equals(instant)
        ? Optional.of(
            new Value.Whole(Value.Unit.MICROS, ChronoUnit.MICROS.between(Instant.EPOCH, instant)))
        : Optional.empty();
  }
}
