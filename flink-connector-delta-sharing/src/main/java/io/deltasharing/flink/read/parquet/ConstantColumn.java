/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.ColumnBounds;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * A column with the same value in all rows of a file: of a partition, or null because the file does
 * not have it. Its arrays are shared by all batches.
 */
final class ConstantColumn implements ColumnReader {
  private static final int MICROS_PER_MILLI = 1000;
  private static final int NANOS_PER_MICRO = 1000;

  private final LogicalType type;
  private final @Nullable Object value;
  private Columns filled = new Columns(1);
  private int capacity = -1;

  /**
   * @param value in Flink's internal form
   */
  ConstantColumn(LogicalType type, @Nullable Object value) {
    this.type = type;
    this.value = value;
  }

  LogicalType type() {
    return type;
  }

  ColumnBounds bounds() {
    return ConstantValue.bounds(type, value);
  }

  @Override
  public List<LeafColumn> leaves() {
    return List.of();
  }

  @Override
  public void skip(long rows) {}

  @Override
  public void read(Columns out, int ordinal, int rows) {
    if (rows > capacity) {
      filled = fill(type, value, rows);
      capacity = rows;
    }
    out.longs[ordinal] = filled.longs[0];
    out.ints[ordinal] = filled.ints[0];
    out.bytes[ordinal] = filled.bytes[0];
    out.children[ordinal] = filled.children[0];
    out.nulls[ordinal] = filled.nulls[0];
  }

  /** A column of nulls alone. */
  static Columns nulls(LogicalType type, int places) {
    return fill(type, null, places);
  }

  private static Columns fill(LogicalType type, @Nullable Object value, int places) {
    Columns columns = new Columns(1);
    if (value == null) {
      boolean[] nulls = new boolean[places];
      Arrays.fill(nulls, true);
      columns.nulls[0] = nulls;
    }
    switch (type.getTypeRoot()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, DATE, FLOAT ->
          columns.ints[0] = filled(intOf(value), places);
      case BIGINT, DOUBLE, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          columns.longs[0] = filled(longOf(value), places);
      case DECIMAL -> {
        columns.longs[0] = filled(longOf(value), places);
        columns.bytes[0] = BytesVector.constant(bytesOf(value), places);
      }
      case ARRAY -> nested(columns, places, 1);
      case MAP -> nested(columns, places, 2);
      case ROW -> nested(columns, places, type.getChildren().size());
      default -> columns.bytes[0] = BytesVector.constant(bytesOf(value), places);
    }
    return columns;
  }

  /** Only null is a constant there. */
  private static void nested(Columns columns, int places, int arity) {
    columns.ints[0] = new int[places + 1];
    columns.children[0] = new Columns(arity);
  }

  private static int intOf(@Nullable Object value) {
    if (value instanceof Float number) {
      return Float.floatToRawIntBits(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? 1 : 0;
    }
    return value instanceof Number number ? number.intValue() : 0;
  }

  private static long longOf(@Nullable Object value) {
    if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    if (value instanceof TimestampData time) {
      return time.getMillisecond() * MICROS_PER_MILLI
          + time.getNanoOfMillisecond() / NANOS_PER_MICRO;
    }
    if (value instanceof DecimalData decimal) {
      return decimal.isCompact() ? decimal.toUnscaledLong() : 0;
    }
    return value instanceof Number number ? number.longValue() : 0;
  }

  private static byte[] bytesOf(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof DecimalData decimal) {
      return decimal.toUnscaledBytes();
    }
    return value instanceof StringData text ? text.toBytes() : new byte[] {0};
  }

  private static int[] filled(int value, int places) {
    int[] array = new int[places];
    Arrays.fill(array, value);
    return array;
  }

  private static long[] filled(long value, int places) {
    long[] array = new long[places];
    Arrays.fill(array, value);
    return array;
  }
}
