/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * Makes a bound of a column's values, as a file's statistics have it, to a value that predicates
 * compare with. What is not surely a bound is empty.
 */
final class StoredValue {
  private static final long MICROS_PER_MILLI = 1000;
  private static final long NANOS_PER_MICRO = 1000;

  private final SchemaNode leaf;
  private final LogicalType type;
  private final WritersCalendar calendar;

  /**
   * @param type in which the column is read
   * @param calendar of the file
   */
  StoredValue(SchemaNode leaf, LogicalType type, WritersCalendar calendar) {
    this.leaf = leaf;
    this.type = type;
    this.calendar = calendar;
  }

  Optional<Value> of(byte[] bytes) {
    try {
      return switch (type.getTypeRoot()) {
        case BOOLEAN -> Optional.of(new Value.Flag(flag(bytes)));
        case TINYINT, SMALLINT, INTEGER, BIGINT -> number(bytes);
        case DATE -> day(bytes);
        case FLOAT, DOUBLE -> real(bytes);
        case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp(bytes);
        case DECIMAL -> decimal(bytes);
        case CHAR, VARCHAR -> Optional.of(new Value.Text(Octets.of(bytes)));
        case BINARY, VARBINARY -> Optional.of(new Value.Binary(Octets.of(bytes)));
        default -> Optional.empty();
      };
    } catch (ArithmeticException | IndexOutOfBoundsException e) {
      // Of the wrong length, or beyond what can be counted: it bounds nothing.
      return Optional.empty();
    }
  }

  private static boolean flag(byte[] bytes) {
    return bytes[0] != 0;
  }

  /** Unsigned integers are in another order. */
  private Optional<Value> number(byte[] bytes) {
    return leaf.isUnsigned() ? Optional.empty() : whole(bytes, Value.Unit.NUMBER);
  }

  private Optional<Value> day(byte[] bytes) {
    return whole(bytes, Value.Unit.DAYS)
        .filter(it -> calendar.isBoundOfDays(((Value.Whole) it).value()));
  }

  private Optional<Value> whole(byte[] bytes, Value.Unit unit) {
    return switch (leaf.physicalType()) {
      case INT32, INT64 -> Optional.of(new Value.Whole(unit, integer(bytes)));
      default -> Optional.empty();
    };
  }

  private long integer(byte[] bytes) {
    return leaf.physicalType() == Type.INT32
        ? LittleEndian.getInt(bytes, 0)
        : LittleEndian.getLong(bytes, 0);
  }

  private Optional<Value> real(byte[] bytes) {
    double value =
        switch (leaf.physicalType()) {
          case FLOAT -> Float.intBitsToFloat(LittleEndian.getInt(bytes, 0));
          case DOUBLE -> Double.longBitsToDouble(LittleEndian.getLong(bytes, 0));
          case INT32 -> leaf.isUnsigned() ? Double.NaN : LittleEndian.getInt(bytes, 0);
          default -> Double.NaN;
        };
    return Double.isNaN(value) ? Optional.empty() : Optional.of(new Value.Real(value));
  }

  private Optional<Value> timestamp(byte[] bytes) {
    Optional<TimestampUnit> unit = TimestampUnit.of(leaf);
    if (leaf.physicalType() != Type.INT64 || unit.isEmpty()) {
      return Optional.empty();
    }
    long stored = LittleEndian.getLong(bytes, 0);
    long micros =
        switch (unit.get().unit()) {
          case MICROS -> stored;
          case MILLIS -> Math.multiplyExact(stored, MICROS_PER_MILLI);
          case NANOS -> Math.floorDiv(stored, NANOS_PER_MICRO);
        };
    return !unit.get().isInstant() || calendar.isBoundOfInstants(micros)
        ? Optional.of(new Value.Whole(Value.Unit.MICROS, micros))
        : Optional.empty();
  }

  private Optional<Value> decimal(byte[] bytes) {
    SchemaElement element = leaf.element();
    boolean isDecimal =
        element.getConverted_type() == ConvertedType.DECIMAL
            || (element.getLogicalType() != null && element.getLogicalType().isSetDECIMAL());
    if (!isDecimal || bytes.length == 0) {
      return Optional.empty();
    }
    int scale =
        element.getLogicalType() != null && element.getLogicalType().isSetDECIMAL()
            ? element.getLogicalType().getDECIMAL().getScale()
            : element.getScale();
    return switch (leaf.physicalType()) {
      case INT32, INT64 -> Optional.of(new Value.Exact(BigDecimal.valueOf(integer(bytes), scale)));
      // Whoever truncated one of these, or took it for unsigned, cannot be told from who did not.
      case FIXED_LEN_BYTE_ARRAY ->
          bytes.length == leaf.typeLength()
              ? Optional.of(new Value.Exact(new BigDecimal(new BigInteger(bytes), scale)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}
