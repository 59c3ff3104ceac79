/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.deltasharing.flink.types.VariantForm;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * Values in a form that tells all that they are by {@code equals}: type, scale, nanoseconds, the
 * sign of zero. Rows and arrays are lists, maps are maps, binary values hexadecimal text.
 */
public final class TypedValues {
  private static final String VARIANT = "org.apache.flink.types.variant.BinaryVariant";

  private TypedValues() {}

  /** A value in the canonical JSON of delta-spark-tables/README.md. */
  public static @Nullable Object expected(JsonNode json, LogicalType type) {
    if (json.isNull()) {
      return null;
    }
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> json.booleanValue();
      case TINYINT -> (byte) json.intValue();
      case SMALLINT -> (short) json.intValue();
      case INTEGER -> json.intValue();
      case BIGINT -> json.longValue();
      case FLOAT -> Float.valueOf(json.textValue());
      case DOUBLE -> Double.valueOf(json.textValue());
      case DECIMAL -> new BigDecimal(json.textValue()).setScale(((DecimalType) type).getScale());
      case VARCHAR, CHAR, VARBINARY, BINARY -> json.textValue();
      case DATE -> LocalDate.parse(json.textValue());
      case TIMESTAMP_WITHOUT_TIME_ZONE -> LocalDateTime.parse(json.textValue());
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Instant.parse(json.textValue());
      default -> nested(json, type);
    };
  }

  private static Object nested(JsonNode json, LogicalType type) {
    if (type instanceof RowType row) {
      List<@Nullable Object> values = new ArrayList<>();
      row.getFields()
          .forEach(it -> values.add(expected(json.required(it.getName()), it.getType())));
      return values;
    }
    if (type instanceof ArrayType array) {
      List<@Nullable Object> values = new ArrayList<>();
      json.forEach(it -> values.add(expected(it, array.getElementType())));
      return values;
    }
    if (type instanceof MapType map) {
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      json.forEach(
          it ->
              values.put(
                  expected(it.get(0), map.getKeyType()), expected(it.get(1), map.getValueType())));
      return values;
    }
    throw new IllegalArgumentException("no values of type " + type);
  }

  /** A value as a query gives it; variants are their JSON texts. */
  public static @Nullable Object collected(@Nullable Object value) {
    if (value instanceof Row row) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < row.getArity(); i++) {
        values.add(collected(row.getField(i)));
      }
      return values;
    }
    if (value instanceof Object[] array) {
      List<@Nullable Object> values = new ArrayList<>();
      Arrays.asList(array).forEach(it -> values.add(collected(it)));
      return values;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      map.forEach((key, it) -> values.put(collected(key), collected(it)));
      return values;
    }
    if (value instanceof byte[] bytes) {
      return HexFormat.of().formatHex(bytes);
    }
    return value != null && value.getClass().getName().equals(VARIANT) ? json(value) : value;
  }

  /** The oldest Flink does not have that class, nor do those who are compiled against it. */
  private static String json(Object variant) {
    try {
      Class<?> type = variant.getClass();
      byte[] metadata = (byte[]) type.getMethod("getMetadata").invoke(variant);
      byte[] value = (byte[]) type.getMethod("getValue").invoke(variant);
      return VariantForm.JSON.of(metadata, value).toString();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Flink's VARIANT has changed", e);
    }
  }

  /** Such a value as text that tells the same. */
  public static String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(TypedValues::text).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(it -> text(it.getKey()) + "=" + text(it.getValue()))
          .sorted()
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
  }
}
