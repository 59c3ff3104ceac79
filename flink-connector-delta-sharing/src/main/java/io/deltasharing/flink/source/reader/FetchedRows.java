/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** A batch of rows of one split, or the news that it is finished. */
final class FetchedRows implements RecordsWithSplitIds<PositionedRow> {
  private static final FetchedRows NOTHING = new FetchedRows(null, null, Set.of());

  private final @Nullable String splitId;
  private final @Nullable RowBatch batch;
  private final Set<String> finished;
  private boolean splitTaken;
  private int next;

  private FetchedRows(@Nullable String splitId, @Nullable RowBatch batch, Set<String> finished) {
    this.splitId = splitId;
    this.batch = batch;
    this.finished = finished;
  }

  static FetchedRows of(String splitId, RowBatch batch) {
    return new FetchedRows(splitId, batch, Set.of());
  }

  static FetchedRows finished(String splitId) {
    return new FetchedRows(null, null, Set.of(splitId));
  }

  static FetchedRows nothing() {
    return NOTHING;
  }

  @Override
  public @Nullable String nextSplit() {
    if (splitTaken) {
      return null;
    }
    splitTaken = splitId != null;
    return splitId;
  }

  @Override
  public @Nullable PositionedRow nextRecordFromSplit() {
    if (batch == null || next >= batch.size()) {
      return null;
    }
    PositionedRow row = new PositionedRow(batch.row(next), batch.position(next) + 1);
    next++;
    return row;
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }
}
