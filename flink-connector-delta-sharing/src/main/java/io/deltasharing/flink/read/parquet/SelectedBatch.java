/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.RowBatch;
import org.apache.flink.table.data.RowData;

/**
 * Rows decoded, of which only some are wanted.
 *
 * @param first the physical index of the first row decoded
 * @param selection which rows are wanted, ascending
 */
@SuppressWarnings("ArrayRecordComponent")
record SelectedBatch(Columns columns, long first, int[] selection) implements RowBatch {

  @Override
  public int size() {
    return selection.length;
  }

  @Override
  public RowData row(int index) {
    return columns.row(selection[index]);
  }

  @Override
  public long position(int index) {
    return first + selection[index];
  }
}
