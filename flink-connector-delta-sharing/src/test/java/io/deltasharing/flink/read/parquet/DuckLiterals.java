/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static java.util.stream.Collectors.joining;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Types and values in DuckDB's SQL. */
final class DuckLiterals {
  private DuckLiterals() {}

  static String type(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, DOUBLE, DATE -> type.getTypeRoot().name();
      case FLOAT -> "REAL";
      case TIMESTAMP_WITHOUT_TIME_ZONE -> "TIMESTAMP";
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "TIMESTAMPTZ";
      case DECIMAL -> {
        DecimalType decimal = (DecimalType) type;
        yield "DECIMAL(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
      }
      case VARCHAR -> "VARCHAR";
      case VARBINARY -> "BLOB";
      case ARRAY -> type(((ArrayType) type).getElementType()) + "[]";
      case MAP ->
          "MAP(" + type.getChildren().stream().map(DuckLiterals::type).collect(joining(", ")) + ")";
      case ROW ->
          ((RowType) type)
              .getFields().stream()
                  .map(it -> it.getName() + " " + type(it.getType()))
                  .collect(joining(", ", "STRUCT(", ")"));
      default -> throw new IllegalArgumentException("not in DuckDB: " + type);
    };
  }

  static String row(List<@Nullable Object> row, RowType type) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(of(row.get(i), type.getTypeAt(i)));
    }
    return "(" + String.join(", ", values) + ")";
  }

  private static String of(@Nullable Object value, LogicalType type) {
    return value == null ? "NULL" : "(" + bare(value, type) + ")::" + type(type);
  }

  private static String bare(Object value, LogicalType type) {
    if (value instanceof LocalDate day) {
      return "DATE '1970-01-01' + " + day.toEpochDay();
    }
    if (value instanceof Instant instant) {
      return "make_timestamp(" + ChronoUnit.MICROS.between(Instant.EPOCH, instant) + ")";
    }
    if (value instanceof LocalDateTime time) {
      return bare(time.toInstant(ZoneOffset.UTC), type);
    }
    if (TestRows.isHex(value)) {
      return "unhex('" + TestRows.hex(value) + "')";
    }
    if (value instanceof Map<?, ?> map) {
      MapType ofMap = (MapType) type;
      return map.entrySet().stream()
          .map(
              it ->
                  of(it.getKey(), ofMap.getKeyType())
                      + ": "
                      + of(it.getValue(), ofMap.getValueType()))
          .collect(joining(", ", "MAP {", "}"));
    }
    if (value instanceof List<?> list) {
      return type instanceof RowType row ? struct(list, row) : array(list, (ArrayType) type);
    }
    return "'" + String.valueOf(value).replace("'", "''") + "'";
  }

  private static String array(List<?> list, ArrayType type) {
    List<String> elements = new ArrayList<>();
    list.forEach(it -> elements.add(of(it, type.getElementType())));
    return "[" + String.join(", ", elements) + "]";
  }

  private static String struct(List<?> fields, RowType type) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      values.add("'" + type.getFieldNames().get(i) + "': " + of(fields.get(i), type.getTypeAt(i)));
    }
    return "{" + String.join(", ", values) + "}";
  }
}
