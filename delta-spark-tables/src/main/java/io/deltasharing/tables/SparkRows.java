/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Rows in the form that Spark takes. */
final class SparkRows {
  private SparkRows() {}

  static List<Row> of(List<TableRow> rows, StructType schema) {
    return rows.stream().map(it -> row(it, schema)).toList();
  }

  private static Row row(TableRow row, StructType schema) {
    List<Object> values = new ArrayList<>();
    for (StructField field : schema.fields()) {
      values.add(value(row.get(field.name()), field.dataType()));
    }
    return RowFactory.create(values.toArray());
  }

  private static Object value(Object value, DataType type) {
    if (value instanceof TableRow struct) {
      return row(struct, (StructType) type);
    }
    if (value instanceof List<?> list) {
      List<Object> values = new ArrayList<>();
      list.forEach(it -> values.add(value(it, ((ArrayType) type).elementType())));
      return CollectionConverters.asScala(values).toSeq();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> values = new LinkedHashMap<>();
      MapType types = (MapType) type;
      map.forEach(
          (key, it) -> values.put(value(key, types.keyType()), value(it, types.valueType())));
      return CollectionConverters.asScala(values);
    }
    return value;
  }
}
