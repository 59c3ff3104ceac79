/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Types of columns as they are declared in Flink. */
final class FlinkTypes {
  private static final Map<DataType, String> NAMES =
      Map.ofEntries(
          Map.entry(DataTypes.BooleanType, "BOOLEAN"),
          Map.entry(DataTypes.ByteType, "TINYINT"),
          Map.entry(DataTypes.ShortType, "SMALLINT"),
          Map.entry(DataTypes.IntegerType, "INT"),
          Map.entry(DataTypes.LongType, "BIGINT"),
          Map.entry(DataTypes.FloatType, "FLOAT"),
          Map.entry(DataTypes.DoubleType, "DOUBLE"),
          Map.entry(DataTypes.StringType, "STRING"),
          Map.entry(DataTypes.BinaryType, "BYTES"),
          Map.entry(DataTypes.DateType, "DATE"),
          Map.entry(DataTypes.TimestampType, "TIMESTAMP_LTZ(6)"),
          Map.entry(DataTypes.TimestampNTZType, "TIMESTAMP(6)"),
          Map.entry(DataTypes.VariantType, "VARIANT"));

  private FlinkTypes() {}

  static String of(DataType type) {
    if (type instanceof StructType struct) {
      return Arrays.stream(struct.fields())
          .map(it -> "`" + it.name() + "` " + of(it.dataType()))
          .collect(Collectors.joining(", ", "ROW<", ">"));
    }
    if (type instanceof ArrayType array) {
      return "ARRAY<" + of(array.elementType()) + ">";
    }
    if (type instanceof MapType map) {
      return "MAP<" + of(map.keyType()) + ", " + of(map.valueType()) + ">";
    }
    if (type instanceof DecimalType decimal) {
      return "DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")";
    }
    String name = NAMES.get(type);
    if (name == null) {
      throw new IllegalArgumentException("no type of Flink for " + type);
    }
    return name;
  }
}
