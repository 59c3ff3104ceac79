/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.RowBatch;
import org.apache.flink.table.data.RowData;

/**
 * Rows decoded, all of them.
 *
 * @param first the physical index of the first row
 */
record ColumnBatch(Columns columns, long first, int size) implements RowBatch {

  @Override
  public RowData row(int index) {
    return columns.row(index);
  }

  @Override
  public long position(int index) {
    return first + index;
  }
}
