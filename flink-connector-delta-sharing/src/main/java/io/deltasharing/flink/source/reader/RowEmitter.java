/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.table.data.RowData;

/** Emits a row and moves its split's position behind it, in one step of the task's thread. */
final class RowEmitter implements RecordEmitter<PositionedRow, RowData, DeltaSharingSplitState> {

  @Override
  public void emitRecord(
      PositionedRow element, SourceOutput<RowData> output, DeltaSharingSplitState split) {
    output.collect(element.row());
    split.advanceTo(element.file(), element.nextPosition());
  }
}
