/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

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
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.types.VariantType;
import java.util.Map;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.SmallIntType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** The Flink type in which values of a Delta type arrive. */
public final class DeltaTypes {
  private static final int MICROSECONDS = 6;

  private static final Map<DataType, LogicalType> PRIMITIVES =
      Map.ofEntries(
          Map.entry(BooleanType.BOOLEAN, new org.apache.flink.table.types.logical.BooleanType()),
          Map.entry(ByteType.BYTE, new TinyIntType()),
          Map.entry(ShortType.SHORT, new SmallIntType()),
          Map.entry(IntegerType.INTEGER, new org.apache.flink.table.types.logical.IntType()),
          Map.entry(LongType.LONG, new BigIntType()),
          Map.entry(FloatType.FLOAT, new org.apache.flink.table.types.logical.FloatType()),
          Map.entry(DoubleType.DOUBLE, new org.apache.flink.table.types.logical.DoubleType()),
          Map.entry(BinaryType.BINARY, new VarBinaryType(VarBinaryType.MAX_LENGTH)),
          Map.entry(DateType.DATE, new org.apache.flink.table.types.logical.DateType()),
          Map.entry(TimestampType.TIMESTAMP, new LocalZonedTimestampType(MICROSECONDS)),
          Map.entry(
              TimestampNTZType.TIMESTAMP_NTZ,
              new org.apache.flink.table.types.logical.TimestampType(MICROSECONDS)));

  private DeltaTypes() {}

  /**
   * The Flink type of a Delta type.
   *
   * @throws UnsupportedTypeException if values of it cannot be read
   */
  public static LogicalType toFlink(DataType type) {
    return toFlink(type, false);
  }

  /**
   * The Flink type of a Delta type.
   *
   * @param variantAsJson whether variants arrive as texts, and not as VARIANT, which Flink has from
   *     2.1 on
   * @throws UnsupportedTypeException if values of it cannot be read
   */
  public static LogicalType toFlink(DataType type, boolean variantAsJson) {
    if (type instanceof StructType struct) {
      return row(struct, variantAsJson);
    }
    if (type instanceof ArrayType array) {
      return new org.apache.flink.table.types.logical.ArrayType(
          toFlink(array.getElementType(), variantAsJson).copy(array.containsNull()));
    }
    if (type instanceof MapType map) {
      return new org.apache.flink.table.types.logical.MapType(
          toFlink(map.getKeyType(), variantAsJson).copy(false),
          toFlink(map.getValueType(), variantAsJson).copy(map.isValueContainsNull()));
    }
    if (type instanceof VariantType && !variantAsJson) {
      return FlinkVariant.type().orElseThrow(() -> new UnsupportedTypeException(type.toString()));
    }
    if (type instanceof DecimalType decimal) {
      return new org.apache.flink.table.types.logical.DecimalType(
          decimal.getPrecision(), decimal.getScale());
    }
    if (type instanceof StringType || type instanceof VariantType) {
      // A collation says how values are compared, not what they are.
      return new VarCharType(VarCharType.MAX_LENGTH);
    }
    LogicalType primitive = PRIMITIVES.get(type);
    if (primitive == null) {
      throw new UnsupportedTypeException(type.toString());
    }
    return primitive;
  }

  private static RowType row(StructType struct, boolean variantAsJson) {
    return new RowType(
        struct.fields().stream()
            .map(it -> new RowType.RowField(it.getName(), flinkType(it, variantAsJson)))
            .toList());
  }

  private static LogicalType flinkType(StructField field, boolean variantAsJson) {
    return toFlink(field.getDataType(), variantAsJson).copy(field.isNullable());
  }
}
