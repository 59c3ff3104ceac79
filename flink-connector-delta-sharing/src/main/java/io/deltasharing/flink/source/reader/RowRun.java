/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.table.data.RowData;

/**
 * Some rows of a batch, which the task emits in one step. For what Flink takes for a record it does
 * some bookkeeping, and looks whether there is something else to do: once for all of these rows. So
 * a checkpoint waits for no more of them, and neither does who cancels; nor do more of them block
 * where there is no buffer behind the source. The same object again for each run of a batch, for
 * whoever gets it is done with it before the next. Task thread only.
 */
final class RowRun {
  private static final int MOST_ROWS = 16;

  private final int file;
  private final RowBatch batch;
  private int from;
  private int to;

  /**
   * @param file index among the split's files
   */
  RowRun(int file, RowBatch batch) {
    this.file = file;
    this.batch = batch;
  }

  /** Goes on to the next rows of the batch; says whether there are any. */
  boolean advance() {
    from = to;
    to = Math.min(batch.size(), from + MOST_ROWS);
    return from < to;
  }

  int rows() {
    return to - from;
  }

  /**
   * Emits the rows. The split's position moves behind each before the next is emitted, for an
   * operator behind the source may let a checkpoint in between.
   */
  void emitTo(SourceOutput<RowData> output, DeltaSharingSplitState split) {
    for (int index = from; index < to; index++) {
      output.collect(batch.row(index));
      split.advanceTo(file, batch.position(index) + 1);
    }
  }
}
