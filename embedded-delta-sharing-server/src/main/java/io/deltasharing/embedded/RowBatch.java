/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as Kernel's Parquet writer takes them. */
record RowBatch(StructType schema, List<ColumnVector> columns, int size) implements ColumnarBatch {

  /**
   * Takes those columns of the rows that a data file holds.
   *
   * @param fields of the physical schema, in the rows' order
   * @param rows of values that {@link FixtureValues#toKernel} returned
   * @param left out of the file: the ordinals of partition columns
   */
  static RowBatch of(StructType fields, List<@Nullable Object[]> rows, List<Integer> left) {
    List<StructField> schema = new ArrayList<>();
    List<ColumnVector> columns = new ArrayList<>();
    for (int i = 0; i < fields.length(); i++) {
      if (!left.contains(i)) {
        schema.add(fields.at(i));
        columns.add(column(fields.at(i), rows, i));
      }
    }
    return new RowBatch(new StructType(schema), columns, rows.size());
  }

  private static ColumnVector column(
      StructField field, List<@Nullable Object[]> rows, int ordinal) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    for (@Nullable Object[] row : rows) {
      values.add(row[ordinal]);
    }
    return new ValueVector(field.getDataType(), values);
  }

  @Override
  public StructType getSchema() {
    return schema;
  }

  @Override
  public ColumnVector getColumnVector(int ordinal) {
    return columns.get(ordinal);
  }

  @Override
  public int getSize() {
    return size;
  }
}
