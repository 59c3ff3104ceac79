/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the values that {@link io.deltasharing.embedded.DeltaTableFixture} takes, so that what
 * was read can be compared with what was written. Structs are lists, binary values hex.
 */
public final class RowValues {
  private RowValues() {}

  /** A row that was read. */
  public static List<@Nullable Object> of(RowData row, RowType type) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      LogicalType field = type.getTypeAt(i);
      values.add(value(RowData.createFieldGetter(field, i).getFieldOrNull(row), field));
    }
    return values;
  }

  /** A value that was written. */
  static @Nullable Object written(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof Object[] struct) {
      return written(Arrays.asList(struct));
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> result = new ArrayList<>();
      list.forEach(it -> result.add(written(it)));
      return result;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
      map.forEach((key, it) -> result.put(written(key), written(it)));
      return result;
    }
    return value;
  }

  private static @Nullable Object value(@Nullable Object value, LogicalType type) {
    if (value instanceof RowData row) {
      return of(row, (RowType) type);
    }
    if (value instanceof ArrayData array) {
      return elements(array, ((ArrayType) type).getElementType());
    }
    if (value instanceof MapData map) {
      List<@Nullable Object> keys = elements(map.keyArray(), ((MapType) type).getKeyType());
      List<@Nullable Object> values = elements(map.valueArray(), ((MapType) type).getValueType());
      Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        result.put(keys.get(i), values.get(i));
      }
      return result;
    }
    return leaf(value, type);
  }

  private static List<@Nullable Object> elements(ArrayData array, LogicalType type) {
    ArrayData.ElementGetter getter = ArrayData.createElementGetter(type);
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      values.add(value(getter.getElementOrNull(array, i), type));
    }
    return values;
  }

  private static @Nullable Object leaf(@Nullable Object value, LogicalType type) {
    if (value instanceof StringData text) {
      return text.toString();
    }
    if (value instanceof DecimalData decimal) {
      return decimal.toBigDecimal();
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    if (value instanceof TimestampData timestamp) {
      return type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE)
          ? timestamp.toInstant()
          : timestamp.toLocalDateTime();
    }
    return type.is(LogicalTypeRoot.DATE) && value instanceof Integer days
        ? LocalDate.ofEpochDay(days)
        : value;
  }
}
