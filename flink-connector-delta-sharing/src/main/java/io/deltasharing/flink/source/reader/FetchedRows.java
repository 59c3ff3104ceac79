/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.jspecify.annotations.Nullable;

/** A batch of rows of one file of a split, or the news that the split is finished. */
final class FetchedRows implements RecordsWithSplitIds<RowRun> {
  private static final FetchedRows NOTHING = new FetchedRows(null, 0, null, Set.of());

  private final @Nullable String splitId;
  private final @Nullable RowRun run;
  private final @Nullable RowBatch batch;
  private final Set<String> finished;
  private boolean splitTaken;

  private FetchedRows(
      @Nullable String splitId, int file, @Nullable RowBatch batch, Set<String> finished) {
    this.splitId = splitId;
    this.run = batch == null ? null : new RowRun(file, batch);
    this.batch = batch;
    this.finished = finished;
  }

  /**
   * @param file index among the split's files
   */
  static FetchedRows of(String splitId, int file, RowBatch batch) {
    return new FetchedRows(splitId, file, batch, Set.of());
  }

  static FetchedRows finished(String splitId) {
    return new FetchedRows(null, 0, null, Set.of(splitId));
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
  public @Nullable RowRun nextRecordFromSplit() {
    return run != null && run.advance() ? run : null;
  }

  /** All were emitted: Flink has copied or written what it still needs, or said not to need it. */
  @Override
  public void recycle() {
    if (batch != null) {
      batch.release();
    }
  }

  @Override
  public Set<String> finishedSplits() {
    return finished;
  }
}
