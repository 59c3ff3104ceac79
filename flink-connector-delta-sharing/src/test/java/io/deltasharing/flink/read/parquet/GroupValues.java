/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Values of parquet-java's groups in the form of {@link
 * io.deltasharing.flink.read.kernel.RowValues}, by the file's schema alone.
 */
final class GroupValues {
  private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
  private static final int INT96_BYTES = 12;

  private GroupValues() {}

  /** The fields of a group. */
  static List<@Nullable Object> row(Group group) {
    return row(group, group.getType());
  }

  /** The fields of a group that a schema names; null for those that it does not have. */
  static List<@Nullable Object> row(Group group, GroupType wanted) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Type field : wanted.getFields()) {
      int found = indexOf(group.getType(), field.getName());
      values.add(found < 0 ? null : read(group, found, field));
    }
    return values;
  }

  private static int indexOf(GroupType type, String name) {
    for (int i = 0; i < type.getFieldCount(); i++) {
      if (type.getFieldName(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable Object read(Group group, int field, Type wanted) {
    Type type = group.getType().getType(field);
    int count = group.getFieldRepetitionCount(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      return elements(group, field, wanted);
    }
    return count == 0 ? null : single(group, field, 0, wanted);
  }

  private static List<@Nullable Object> elements(Group group, int field, Type wanted) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
      values.add(single(group, field, i, wanted));
    }
    return values;
  }

  private static @Nullable Object single(Group group, int field, int index, Type wanted) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      return asWanted(primitive(type.asPrimitiveType(), group, field, index), wanted);
    }
    Group value = group.getGroup(field, index);
    LogicalTypeAnnotation logical = wanted.getLogicalTypeAnnotation();
    if (logical instanceof ListLogicalTypeAnnotation) {
      return list(value, type.asGroupType(), wanted.asGroupType());
    }
    if (logical instanceof MapLogicalTypeAnnotation) {
      GroupType entryType = wanted.asGroupType().getType(0).asGroupType();
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      for (int i = 0; i < value.getFieldRepetitionCount(0); i++) {
        Group entry = value.getGroup(0, i);
        map.put(read(entry, 0, entryType.getType(0)), read(entry, 1, entryType.getType(1)));
      }
      return map;
    }
    return row(value, wanted.asGroupType());
  }

  private static List<@Nullable Object> list(Group list, GroupType type, GroupType wanted) {
    Type repeated = wanted.getType(0);
    if (elementIsRepeated(type)) {
      return elements(list, 0, repeated);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      values.add(read(list.getGroup(0, i), 0, repeated.asGroupType().getType(0)));
    }
    return values;
  }

  /** By the rules for lists of older writers; "item" is that of a test which is by none. */
  private static boolean elementIsRepeated(GroupType list) {
    Type repeated = list.getType(0);
    return repeated.isPrimitive()
        || repeated.asGroupType().getFieldCount() > 1
        || repeated.getName().equals("array")
        || repeated.getName().equals("item")
        || repeated.getName().equals(list.getName() + "_tuple");
  }

  /** As the table has it, whatever the file says of scales and signs. */
  private static Object asWanted(Object value, Type wanted) {
    LogicalTypeAnnotation logical = wanted.getLogicalTypeAnnotation();
    if (value instanceof BigDecimal decimal
        && logical instanceof DecimalLogicalTypeAnnotation type
        && decimal.scale() < type.getScale()) {
      return decimal.setScale(type.getScale());
    }
    boolean isLong =
        logical instanceof IntLogicalTypeAnnotation type
            && !type.isSigned()
            && type.getBitWidth() == Integer.SIZE;
    return isLong && value instanceof Integer number ? (Object) number.longValue() : value;
  }

  private static Object primitive(PrimitiveType type, Group group, int field, int index) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> group.getBoolean(field, index);
      case FLOAT -> group.getFloat(field, index);
      case DOUBLE -> group.getDouble(field, index);
      case INT32 -> ofInt(group.getInteger(field, index), logical);
      case INT64 -> ofLong(group.getLong(field, index), logical);
      case INT96 -> ofInt96(group.getInt96(field, index).getBytes());
      case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(group.getBinary(field, index), logical);
    };
  }

  private static Object ofInt(int value, @Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof DateLogicalTypeAnnotation) {
      return LocalDate.ofEpochDay(value);
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale());
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && !integer.isSigned()) {
      return integer.getBitWidth() == 32 ? (Object) Integer.toUnsignedLong(value) : value;
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && integer.getBitWidth() == 8) {
      return (byte) value;
    }
    if (logical instanceof IntLogicalTypeAnnotation integer && integer.getBitWidth() == 16) {
      return (short) value;
    }
    return value;
  }

  private static Object ofLong(long value, @Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return BigDecimal.valueOf(value, decimal.getScale());
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      Instant instant = Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
      // A table has no more than microseconds.
      Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
      return timestamp.isAdjustedToUTC() ? micros : LocalDateTime.ofInstant(micros, ZoneOffset.UTC);
    }
    return value;
  }

  private static ChronoUnit unit(TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }

  private static Instant ofInt96(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long nanos = buffer.getLong();
    long day = buffer.getInt() - (long) JULIAN_DAY_OF_EPOCH;
    return Instant.EPOCH.plus(day, ChronoUnit.DAYS).plusNanos(nanos).truncatedTo(ChronoUnit.MICROS);
  }

  private static Object ofBytes(Binary value, @Nullable LogicalTypeAnnotation logical) {
    if (logical instanceof StringLogicalTypeAnnotation) {
      return value.toStringUsingUTF8();
    }
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
    }
    return HexFormat.of().formatHex(value.getBytes());
  }

  /** Sets a field, but for a null. */
  static void write(Group group, int field, @Nullable Object value) {
    if (value == null) {
      return;
    }
    Type type = group.getType().getType(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      ((List<?>) value).forEach(it -> writeSingle(group, field, it));
    } else {
      writeSingle(group, field, value);
    }
  }

  private static void writeSingle(Group group, int field, Object value) {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      writePrimitive(type.asPrimitiveType(), group, field, value);
      return;
    }
    Group inner = group.addGroup(field);
    if (type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      for (Object element : (List<?>) value) {
        if (elementIsRepeated(type.asGroupType())) {
          writeSingle(inner, 0, element);
        } else {
          write(inner.addGroup(0), 0, element);
        }
      }
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        Group stored = inner.addGroup(0);
        write(stored, 0, entry.getKey());
        write(stored, 1, entry.getValue());
      }
    } else {
      List<?> fields = (List<?>) value;
      for (int i = 0; i < fields.size(); i++) {
        write(inner, i, fields.get(i));
      }
    }
  }

  private static void writePrimitive(PrimitiveType type, Group group, int field, Object value) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> group.add(field, (Boolean) value);
      case FLOAT -> group.add(field, (Float) value);
      case DOUBLE -> group.add(field, (Double) value);
      case INT32 -> group.add(field, (int) number(value, logical));
      case INT64 -> group.add(field, number(value, logical));
      case INT96 -> group.add(field, int96((Instant) value));
      case BINARY -> group.add(field, bytes(value, 0));
      case FIXED_LEN_BYTE_ARRAY -> group.add(field, bytes(value, type.getTypeLength()));
    }
  }

  private static long number(Object value, @Nullable LogicalTypeAnnotation logical) {
    if (value instanceof LocalDate day) {
      return day.toEpochDay();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.unscaledValue().longValueExact();
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      Instant instant =
          value instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) value;
      ChronoUnit unit = unit(timestamp.getUnit());
      // Instant.until counts in nanoseconds, for which old ones are too old.
      return unit == ChronoUnit.MICROS
          ? instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000
          : Instant.EPOCH.until(instant, unit);
    }
    return ((Number) value).longValue();
  }

  private static Binary int96(Instant value) {
    long day = Math.floorDiv(value.getEpochSecond(), 86_400);
    long nanos = Math.floorMod(value.getEpochSecond(), 86_400) * 1_000_000_000L + value.getNano();
    ByteBuffer buffer = ByteBuffer.allocate(INT96_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(nanos).putInt((int) day + JULIAN_DAY_OF_EPOCH);
    return Binary.fromConstantByteArray(buffer.array());
  }

  private static Binary bytes(Object value, int width) {
    if (value instanceof BigDecimal decimal) {
      byte[] unscaled = decimal.unscaledValue().toByteArray();
      if (width == 0) {
        return Binary.fromConstantByteArray(unscaled);
      }
      byte[] padded = new byte[width];
      Arrays.fill(padded, (byte) (decimal.signum() < 0 ? -1 : 0));
      System.arraycopy(unscaled, 0, padded, width - unscaled.length, unscaled.length);
      return Binary.fromConstantByteArray(padded);
    }
    String text = (String) value;
    return text.startsWith("hex:")
        ? Binary.fromConstantByteArray(HexFormat.of().parseHex(text.substring(4)))
        : Binary.fromString(text);
  }
}
