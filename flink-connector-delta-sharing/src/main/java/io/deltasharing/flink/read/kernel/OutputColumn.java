/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.DataType;
import java.util.Map;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/**
 * Where a column of the rows produced comes from: the file, or the partition that the file belongs
 * to.
 */
sealed interface OutputColumn {

  /**
   * A column of the file.
   *
   * @param declared the type in which values are wanted
   */
  static OutputColumn inFile(int ordinal, DataType type, LogicalType declared) {
    return new InFile(ordinal, ValueConverter.of(type, declared));
  }

  /** The values of this column for one batch. */
  Values of(ColumnarBatch batch, Map<String, @Nullable String> partitionValues);

  /** Flink's internal value by row of the batch. */
  @FunctionalInterface
  interface Values {
    @Nullable Object at(int row);
  }

  record InFile(int ordinal, ValueConverter converter) implements OutputColumn {
    @Override
    public Values of(ColumnarBatch batch, Map<String, @Nullable String> partitionValues) {
      ColumnVector vector = batch.getColumnVector(ordinal);
      return row -> converter.convert(vector, row);
    }
  }

  record Partition(PartitionColumn column) implements OutputColumn {
    @Override
    public Values of(ColumnarBatch batch, Map<String, @Nullable String> partitionValues) {
      Object value = column.value(partitionValues);
      return row -> value;
    }
  }
}
