/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Value;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/** What predicates know of a column with the same value in all rows. */
final class ConstantValue {
  private static final long MICROS_PER_MILLI = 1000;
  private static final int NANOS_PER_MICRO = 1000;

  private ConstantValue() {}

  /**
   * Its bounds.
   *
   * @param value in Flink's internal form
   */
  static ColumnBounds bounds(LogicalType type, @Nullable Object value) {
    if (value == null) {
      return ColumnBounds.ALL_NULL;
    }
    Value constant = of(type, value);
    return constant == null ? ColumnBounds.UNKNOWN : ColumnBounds.exactly(constant);
  }

  private static @Nullable Value of(LogicalType type, Object value) {
    if (value instanceof Boolean flag) {
      return new Value.Flag(flag);
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return Double.isNaN(number) ? null : new Value.Real(number);
    }
    if (value instanceof Number number) {
      Value.Unit unit = type.is(LogicalTypeRoot.DATE) ? Value.Unit.DAYS : Value.Unit.NUMBER;
      return new Value.Whole(unit, number.longValue());
    }
    if (value instanceof TimestampData time) {
      return new Value.Whole(
          Value.Unit.MICROS,
          time.getMillisecond() * MICROS_PER_MILLI + time.getNanoOfMillisecond() / NANOS_PER_MICRO);
    }
    if (value instanceof DecimalData decimal) {
      return new Value.Exact(decimal.toBigDecimal());
    }
    if (value instanceof StringData text) {
      return new Value.Text(Octets.of(text.toBytes()));
    }
    return value instanceof byte[] bytes ? new Value.Binary(Octets.of(bytes)) : null;
  }
}
