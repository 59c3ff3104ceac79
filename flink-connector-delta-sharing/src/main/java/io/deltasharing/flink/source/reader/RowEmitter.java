/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.table.data.RowData;

/** Emits rows, and moves their split's position behind each. */
final class RowEmitter implements RecordEmitter<RowRun, RowData, DeltaSharingSplitState> {
  private final Counter rowsIn;

  /**
   * @param rowsIn how many rows came in, of which Flink counts one for each run
   */
  RowEmitter(Counter rowsIn) {
    this.rowsIn = rowsIn;
  }

  @Override
  public void emitRecord(RowRun run, SourceOutput<RowData> output, DeltaSharingSplitState split) {
    rowsIn.inc(run.rows() - 1L);
    run.emitTo(output, split);
  }
}
