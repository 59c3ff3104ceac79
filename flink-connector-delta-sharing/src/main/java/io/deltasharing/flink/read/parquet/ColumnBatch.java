/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.RowBatch;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/** Rows decoded, of which perhaps only some are wanted. */
final class ColumnBatch implements RowBatch {
  private final Columns columns;
  private final long first;
  private final int size;
  private final int @Nullable [] selection;
  private @Nullable Runnable release;

  /**
   * A batch.
   *
   * @param first the physical index of the first row decoded
   * @param rows how many were decoded
   * @param selection which of them are wanted, ascending; null for all
   * @param release lets go of the columns
   */
  ColumnBatch(Columns columns, long first, int rows, int @Nullable [] selection, Runnable release) {
    this.columns = columns;
    this.first = first;
    this.size = selection == null ? rows : selection.length;
    this.selection = selection;
    this.release = release;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public RowData row(int index) {
    return columns.row(place(index));
  }

  @Override
  public long position(int index) {
    return first + place(index);
  }

  @Override
  public void release() {
    Runnable once = release;
    release = null;
    if (once != null) {
      once.run();
    }
  }

  private int place(int index) {
    return selection == null ? index : selection[index];
  }
}
