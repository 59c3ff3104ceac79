/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/** How values of a type are decoded from the forms in which files have them. */
final class LeafForms {
  private static final int INT96_BYTES = 12;

  private LeafForms() {}

  /**
   * The decoder for a column.
   *
   * @param calendar of the file
   * @throws UnknownFormException if there is none
   */
  static LeafValues of(SchemaNode leaf, LogicalType type, WritersCalendar calendar) {
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> booleans(leaf, type);
      case TINYINT, SMALLINT, INTEGER -> ints(leaf, type, IntSource::ofInts);
      case DATE -> ints(leaf, type, calendar.days(IntSource::ofInts));
      case FLOAT -> floats(leaf, type);
      case BIGINT -> longs(leaf, type);
      case DOUBLE -> doubles(leaf, type);
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          timestamps(leaf, type, calendar);
      case DECIMAL -> DecimalForms.of(leaf, (DecimalType) type);
      case CHAR, VARCHAR, BINARY, VARBINARY -> bytes(leaf, type);
      default -> throw unknown(leaf, type);
    };
  }

  private static LeafValues booleans(SchemaNode leaf, LogicalType type) {
    if (leaf.physicalType() != Type.BOOLEAN) {
      throw unknown(leaf, type);
    }
    return new IntValues(IntSource::ofBooleans);
  }

  private static LeafValues ints(SchemaNode leaf, LogicalType type, IntSource.Factory plain) {
    if (leaf.physicalType() != Type.INT32) {
      throw unknown(leaf, type);
    }
    return new IntValues(plain);
  }

  private static LeafValues floats(SchemaNode leaf, LogicalType type) {
    if (leaf.physicalType() != Type.FLOAT) {
      throw unknown(leaf, type);
    }
    return new IntValues(IntSource::ofFloats);
  }

  private static LeafValues longs(SchemaNode leaf, LogicalType type) {
    return switch (leaf.physicalType()) {
      case INT64 -> new LongValues(LongSource::ofLongs, Long.BYTES);
      case INT32 -> leaf.isUnsigned() ? widened(Integer::toUnsignedLong) : widened(value -> value);
      default -> throw unknown(leaf, type);
    };
  }

  private static LeafValues doubles(SchemaNode leaf, LogicalType type) {
    return switch (leaf.physicalType()) {
      case DOUBLE -> new LongValues(LongSource::ofDoubles, Long.BYTES);
      case FLOAT ->
          new LongValues(
              page ->
                  LongConversions.ofInts(IntSource.ofFloats(page), LongConversions::floatToDouble),
              Float.BYTES);
      case INT32 ->
          leaf.isUnsigned()
              ? widened(LongConversions::unsignedToDouble)
              : widened(LongConversions::intToDouble);
      default -> throw unknown(leaf, type);
    };
  }

  private static LeafValues widened(LongConversions.OfInt conversion) {
    return new LongValues(
        page -> LongConversions.ofInts(IntSource.ofInts(page), conversion), Integer.BYTES);
  }

  private static LeafValues timestamps(
      SchemaNode leaf, LogicalType type, WritersCalendar calendar) {
    boolean wantsInstants = type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
    if (leaf.physicalType() == Type.INT96) {
      LongSource.Factory stored = LongConversions::ofInt96;
      return new LongValues(wantsInstants ? calendar.int96(stored) : stored, INT96_BYTES);
    }
    if (isDay(leaf) && !wantsInstants && calendar.hybrid()) {
      // Kernel's reader would do for others.
      return new LongValues(
          page ->
              LongConversions.ofInts(
                  calendar.days(IntSource::ofInts).open(page), LongConversions::dayToMicros),
          Integer.BYTES);
    }
    TimestampUnit unit = TimestampUnit.of(leaf).orElseThrow(() -> unknown(leaf, type));
    if (leaf.physicalType() != Type.INT64 || unit.isInstant() != wantsInstants) {
      throw unknown(leaf, type);
    }
    LongSource.Factory micros =
        switch (unit.unit()) {
          case MICROS -> LongSource::ofLongs;
          case MILLIS ->
              page ->
                  LongConversions.ofLongs(
                      LongSource.ofLongs(page), millis -> Math.multiplyExact(millis, 1000L));
          case NANOS ->
              page ->
                  LongConversions.ofLongs(LongSource.ofLongs(page), LongConversions::nanosToMicros);
        };
    return new LongValues(wantsInstants ? calendar.instants(micros) : micros, Long.BYTES);
  }

  private static boolean isDay(SchemaNode leaf) {
    SchemaElement element = leaf.element();
    return leaf.physicalType() == Type.INT32
        && (element.getConverted_type() == ConvertedType.DATE
            || (element.getLogicalType() != null && element.getLogicalType().isSetDATE()));
  }

  private static LeafValues bytes(SchemaNode leaf, LogicalType type) {
    return switch (leaf.physicalType()) {
      case BYTE_ARRAY -> new BytesValues(BytesSource::ofTexts, Integer.BYTES);
      case FIXED_LEN_BYTE_ARRAY -> fixedBytes(leaf);
      default -> throw unknown(leaf, type);
    };
  }

  private static LeafValues fixedBytes(SchemaNode leaf) {
    int width = leaf.typeLength();
    return new BytesValues(page -> BytesSource.ofFixed(page, width), width);
  }

  static UnknownFormException unknown(SchemaNode leaf, LogicalType type) {
    return new UnknownFormException(
        leaf.describe() + " read as " + type.copy(true).asSummaryString());
  }
}
