/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.ColumnBounds.Nulls;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The value that a partition's column has, just as a reader will make it of the log's text. */
final class PartitionBounds {
  private static final ColumnBounds ALL_NAN = new ColumnBounds(null, null, Nulls.NONE, true);

  private PartitionBounds() {}

  /**
   * The bounds of a partition's column.
   *
   * @param text as in the log; null and an empty text are a null partition
   * @return unknown if the text is no value of the type: the reader will say so
   */
  static ColumnBounds of(DataType type, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return ColumnBounds.ALL_NULL;
    }
    Object value;
    try {
      value = KernelAdapter.partitionValue(type, text);
    } catch (RuntimeException e) {
      return ColumnBounds.UNKNOWN;
    }
    return value instanceof Float narrow
        ? ofFloat(narrow, Double.parseDouble(text))
        : value == null ? ColumnBounds.ALL_NULL : of(unit(type), value);
  }

  /** The column may have become DOUBLE, of which the same digits are another number. */
  private static ColumnBounds ofFloat(double narrow, double wide) {
    return Double.isNaN(wide)
        ? ALL_NAN
        : new ColumnBounds(
            new Value.Real(Math.min(narrow, wide)),
            new Value.Real(Math.max(narrow, wide)),
            Nulls.NONE,
            false);
  }

  private static ColumnBounds of(Value.Unit unit, Object value) {
    if (value instanceof Double real) {
      return Double.isNaN(real) ? ALL_NAN : ColumnBounds.exactly(new Value.Real(real));
    }
    if (value instanceof BigDecimal decimal) {
      return ColumnBounds.exactly(new Value.Exact(decimal));
    }
    if (value instanceof Number number) {
      return ColumnBounds.exactly(new Value.Whole(unit, number.longValue()));
    }
    if (value instanceof String text) {
      return ColumnBounds.exactly(Value.Text.of(text));
    }
    if (value instanceof Boolean flag) {
      return ColumnBounds.exactly(new Value.Flag(flag));
    }
    return value instanceof byte[] bytes
        ? ColumnBounds.exactly(new Value.Binary(Octets.of(bytes)))
        : ColumnBounds.UNKNOWN;
  }

  private static Value.Unit unit(DataType type) {
    if (type.equals(DateType.DATE)) {
      return Value.Unit.DAYS;
    }
    return type.equals(TimestampType.TIMESTAMP) || type.equals(TimestampNTZType.TIMESTAMP_NTZ)
        ? Value.Unit.MICROS
        : Value.Unit.NUMBER;
  }
}
