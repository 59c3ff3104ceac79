/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.data.ArrayValue;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.MapValue;
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
import io.delta.kernel.types.VariantType;
import io.deltasharing.flink.types.VariantException;
import io.deltasharing.flink.types.VariantForm;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** A value of a Kernel vector as Flink's internal value. Chosen once per column, by its type. */
@FunctionalInterface
interface ValueConverter {
  int MICROS_PER_MILLI = 1000;
  int NANOS_PER_MICRO = 1000;

  /** The value of a row that is not null. */
  Object convertNonNull(ColumnVector vector, int row);

  default @Nullable Object convert(ColumnVector vector, int row) {
    return vector.isNullAt(row) ? null : convertNonNull(vector, row);
  }

  /**
   * The conversion for a type.
   *
   * @param declared the type in which values are wanted
   */
  static ValueConverter of(DataType type, LogicalType declared) {
    if (type instanceof VariantType) {
      VariantForm form = VariantForm.of(declared);
      return (vector, row) -> KernelVariants.value(form, vector, row);
    }
    if (type instanceof StructType struct) {
      return ofStruct(struct, declared.getChildren());
    }
    if (type instanceof ArrayType array) {
      ValueConverter element = of(array.getElementType(), declared.getChildren().get(0));
      return (vector, row) -> array(vector.getArray(row), element);
    }
    if (type instanceof MapType map && KernelVariants.areIn(map)) {
      // Within maps, Kernel takes the fields of a group in the order of the file, whatever their
      // names: the two columns of a variant could change places.
      return (vector, row) -> {
        throw VariantException.withinMap();
      };
    }
    if (type instanceof MapType map) {
      ValueConverter key = of(map.getKeyType(), declared.getChildren().get(0));
      ValueConverter value = of(map.getValueType(), declared.getChildren().get(1));
      return (vector, row) -> map(vector.getMap(row), key, value);
    }
    if (type instanceof DecimalType decimal) {
      return (vector, row) -> decimal(vector.getDecimal(row), decimal);
    }
    if (type instanceof StringType) {
      // Of whatever collation.
      return (vector, row) -> StringData.fromString(vector.getString(row));
    }
    return ofPrimitive(type);
  }

  /** A partition value in Kernel's form as Flink's internal value. */
  static @Nullable Object ofPartition(DataType type, @Nullable Object value) {
    if (value instanceof String text) {
      return StringData.fromString(text);
    }
    if (value instanceof BigDecimal number && type instanceof DecimalType decimal) {
      return decimal(number, decimal);
    }
    if (value instanceof Long micros && isTimestamp(type)) {
      return timestamp(micros);
    }
    return value;
  }

  private static ValueConverter ofPrimitive(DataType type) {
    ValueConverter converter = Primitives.BY_TYPE.get(type);
    if (converter == null) {
      throw new IllegalArgumentException("no conversion for the Delta type " + type);
    }
    return converter;
  }

  private static ValueConverter ofStruct(StructType struct, List<LogicalType> declared) {
    List<ValueConverter> fields =
        IntStream.range(0, struct.length())
            .mapToObj(it -> of(struct.at(it).getDataType(), declared.get(it)))
            .toList();
    return (vector, row) -> {
      GenericRowData result = new GenericRowData(fields.size());
      for (int i = 0; i < fields.size(); i++) {
        result.setField(i, fields.get(i).convert(vector.getChild(i), row));
      }
      return result;
    };
  }

  private static GenericArrayData array(ArrayValue array, ValueConverter element) {
    return new GenericArrayData(elements(array.getElements(), array.getSize(), element));
  }

  private static @Nullable Object[] elements(
      ColumnVector vector, int size, ValueConverter converter) {
    @Nullable Object[] result = new @Nullable Object[size];
    for (int i = 0; i < size; i++) {
      result[i] = converter.convert(vector, i);
    }
    return result;
  }

  private static MapEntries map(MapValue map, ValueConverter key, ValueConverter value) {
    return new MapEntries(
        new GenericArrayData(elements(map.getKeys(), map.getSize(), key)),
        new GenericArrayData(elements(map.getValues(), map.getSize(), value)));
  }

  private static DecimalData decimal(BigDecimal value, DecimalType type) {
    DecimalData decimal = DecimalData.fromBigDecimal(value, type.getPrecision(), type.getScale());
    if (decimal == null) {
      throw new IllegalArgumentException(value + " does not fit " + type);
    }
    return decimal;
  }

  private static TimestampData timestamp(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, MICROS_PER_MILLI),
        Math.floorMod(micros, MICROS_PER_MILLI) * NANOS_PER_MICRO);
  }

  private static boolean isTimestamp(DataType type) {
    return type.equals(TimestampType.TIMESTAMP) || type.equals(TimestampNTZType.TIMESTAMP_NTZ);
  }

  /** The types without parameters. */
  final class Primitives {
    private static final Map<DataType, ValueConverter> BY_TYPE =
        Map.ofEntries(
            Map.entry(BooleanType.BOOLEAN, ColumnVector::getBoolean),
            Map.entry(ByteType.BYTE, ColumnVector::getByte),
            Map.entry(ShortType.SHORT, ColumnVector::getShort),
            Map.entry(IntegerType.INTEGER, ColumnVector::getInt),
            Map.entry(LongType.LONG, ColumnVector::getLong),
            Map.entry(FloatType.FLOAT, ColumnVector::getFloat),
            Map.entry(DoubleType.DOUBLE, ColumnVector::getDouble),
            Map.entry(DateType.DATE, ColumnVector::getInt),
            Map.entry(BinaryType.BINARY, ColumnVector::getBinary),
            Map.entry(TimestampType.TIMESTAMP, (vector, row) -> timestamp(vector.getLong(row))),
            Map.entry(
                TimestampNTZType.TIMESTAMP_NTZ, (vector, row) -> timestamp(vector.getLong(row))));

    private Primitives() {}
  }
}
