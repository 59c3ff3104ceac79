/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row's Java values into those that Kernel's vectors and literals hold, and checks their
 * types.
 */
final class FixtureValues {

  private FixtureValues() {}

  /**
   * Dates become days, timestamps microseconds, decimals get the column's scale; nested values too.
   *
   * @param column names the value in the error
   */
  static @Nullable Object toKernel(DataType type, @Nullable Object value, String column) {
    if (value == null) {
      return null;
    }
    if (type instanceof StructType struct) {
      return fields(struct, cast(Object[].class, type, value, column), column);
    }
    if (type instanceof ArrayType array) {
      return elements(array.getElementType(), cast(List.class, type, value, column), column);
    }
    if (type instanceof MapType map) {
      return entries(map, cast(Map.class, type, value, column), column);
    }
    if (type instanceof DecimalType decimal) {
      return cast(BigDecimal.class, type, value, column).setScale(decimal.getScale());
    }
    if (type instanceof DateType) {
      return Math.toIntExact(cast(LocalDate.class, type, value, column).toEpochDay());
    }
    if (type instanceof TimestampType) {
      return micros(cast(Instant.class, type, value, column));
    }
    if (type instanceof TimestampNTZType) {
      return micros(cast(LocalDateTime.class, type, value, column).toInstant(ZoneOffset.UTC));
    }
    return cast(plainClass(type, column), type, value, column);
  }

  /** A partition's value, which {@link #toKernel} returned. */
  static Literal literal(DataType type, @Nullable Object value) {
    if (value == null) {
      return Literal.ofNull(type);
    }
    if (value instanceof Long number) {
      if (type instanceof TimestampType) {
        return Literal.ofTimestamp(number);
      }
      return type instanceof TimestampNTZType
          ? Literal.ofTimestampNtz(number)
          : Literal.ofLong(number);
    }
    if (value instanceof Integer number) {
      return type instanceof DateType ? Literal.ofDate(number) : Literal.ofInt(number);
    }
    if (type instanceof DecimalType decimal) {
      return Literal.ofDecimal((BigDecimal) value, decimal.getPrecision(), decimal.getScale());
    }
    return plainLiteral(type, value);
  }

  private static Literal plainLiteral(DataType type, Object value) {
    if (value instanceof String text) {
      return Literal.ofString(text);
    }
    if (value instanceof Boolean bool) {
      return Literal.ofBoolean(bool);
    }
    if (value instanceof Byte number) {
      return Literal.ofByte(number);
    }
    if (value instanceof Short number) {
      return Literal.ofShort(number);
    }
    if (value instanceof Float number) {
      return Literal.ofFloat(number);
    }
    if (value instanceof Double number) {
      return Literal.ofDouble(number);
    }
    throw new IllegalArgumentException("Tables cannot be partitioned by " + type);
  }

  private static @Nullable Object[] fields(StructType struct, Object[] values, String column) {
    if (values.length != struct.length()) {
      throw new IllegalArgumentException(
          column + ": " + values.length + " values given for " + struct.length() + " fields");
    }
    @Nullable Object[] converted = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      String name = column + '.' + struct.at(i).getName();
      converted[i] = toKernel(struct.at(i).getDataType(), values[i], name);
    }
    return converted;
  }

  private static List<@Nullable Object> elements(DataType type, List<?> values, String column) {
    List<@Nullable Object> converted = new ArrayList<>(values.size());
    for (Object value : values) {
      converted.add(toKernel(type, value, column + "[]"));
    }
    return converted;
  }

  private static Map<@Nullable Object, @Nullable Object> entries(
      MapType type, Map<?, ?> values, String column) {
    Map<@Nullable Object, @Nullable Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      converted.put(
          toKernel(type.getKeyType(), entry.getKey(), column + ".key"),
          toKernel(type.getValueType(), entry.getValue(), column + ".value"));
    }
    return converted;
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Class<?> plainClass(DataType type, String column) {
    Class<?> found =
        Map.<DataType, Class<?>>of(
                BooleanType.BOOLEAN, Boolean.class,
                ByteType.BYTE, Byte.class,
                ShortType.SHORT, Short.class,
                IntegerType.INTEGER, Integer.class,
                LongType.LONG, Long.class,
                FloatType.FLOAT, Float.class,
                DoubleType.DOUBLE, Double.class,
                BinaryType.BINARY, byte[].class)
            .get(type);
    if (found == null && type instanceof StringType) {
      return String.class;
    }
    if (found == null) {
      throw new IllegalArgumentException(column + ": the fixture cannot write " + type);
    }
    return found;
  }

  private static <T> T cast(Class<T> wanted, DataType type, Object value, String column) {
    if (!wanted.isInstance(value)) {
      throw new IllegalArgumentException(
          column
              + ": "
              + type
              + " takes a "
              + wanted.getSimpleName()
              + ", not a "
              + value.getClass().getSimpleName());
    }
    return wanted.cast(value);
  }
}
