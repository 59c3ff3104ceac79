/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.table.data.RowData;

/** Emits a row and moves its split's position behind it, in one step of the task's thread. */
final class RowEmitter implements RecordEmitter<PositionedRow, RowData, DeltaSharingSplitState> {
  private final Optional<SourceWatermarks> watermarks;

  RowEmitter(Optional<SourceWatermarks> watermarks) {
    this.watermarks = watermarks;
  }

  @Override
  public void emitRecord(
      PositionedRow element, SourceOutput<RowData> output, DeltaSharingSplitState split) {
    boolean entered = split.advanceTo(element.file(), element.nextPosition());
    if (entered && watermarks.isPresent()) {
      watermarks.get().entering(split.toSplit());
    }
    output.collect(element.row());
  }
}
