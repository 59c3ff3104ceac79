/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Values of test columns in Flink's internal form. */
final class FlinkValues {
  private FlinkValues() {}

  static GenericRowData row(List<?> fields, RowType type) {
    GenericRowData row = new GenericRowData(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      row.setField(i, of(fields.get(i), type.getTypeAt(i)));
    }
    return row;
  }

  private static @Nullable Object of(@Nullable Object value, LogicalType type) {
    if (value instanceof LocalDate day) {
      return (int) day.toEpochDay();
    }
    if (value instanceof Instant instant) {
      return TimestampData.fromInstant(instant);
    }
    if (value instanceof LocalDateTime time) {
      return TimestampData.fromLocalDateTime(time);
    }
    if (value instanceof BigDecimal decimal) {
      DecimalType of = (DecimalType) type;
      return DecimalData.fromBigDecimal(decimal, of.getPrecision(), of.getScale());
    }
    if (TestRows.isHex(value)) {
      return HexFormat.of().parseHex(TestRows.hex(value));
    }
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    if (value instanceof Map<?, ?> map) {
      MapType of = (MapType) type;
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((key, it) -> entries.put(of(key, of.getKeyType()), of(it, of.getValueType())));
      return new GenericMapData(entries);
    }
    if (value instanceof List<?> list) {
      return type instanceof RowType row ? row(list, row) : array(list, (ArrayType) type);
    }
    return value;
  }

  private static GenericArrayData array(List<?> list, ArrayType type) {
    @Nullable Object[] elements = new @Nullable Object[list.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = of(list.get(i), type.getElementType());
    }
    return new GenericArrayData(elements);
  }
}
