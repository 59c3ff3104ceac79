/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.jspecify.annotations.Nullable;

/**
 * Reads splits one after another, a batch per fetch; nothing before access was granted, for
 * restored splits arrive before the reader has so much as registered. Fetching thread only, except
 * {@link #wakeUp()}.
 */
final class DeltaSharingSplitReader implements SplitReader<PositionedRow, DeltaSharingSplit> {
  private final ReaderAccess access;
  private final Deque<DeltaSharingSplit> assigned = new ArrayDeque<>();
  private final Set<String> paused = new HashSet<>();
  private @Nullable DeltaSharingSplit current;
  private @Nullable FileRows rows;

  DeltaSharingSplitReader(ReaderAccess access) {
    this.access = access;
  }

  @Override
  public RecordsWithSplitIds<PositionedRow> fetch() throws IOException {
    try {
      Optional<DataFileReader> files = access.awaitFiles();
      return files.isPresent() ? fetch(files.get()) : FetchedRows.nothing();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for access");
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<DeltaSharingSplit> change) {
    assigned.addAll(change.splits());
  }

  @Override
  public void pauseOrResumeSplits(
      Collection<DeltaSharingSplit> toPause, Collection<DeltaSharingSplit> toResume) {
    toPause.forEach(it -> paused.add(it.splitId()));
    toResume.forEach(it -> paused.remove(it.splitId()));
  }

  @Override
  public void wakeUp() {
    access.wakeUp();
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }

  private FetchedRows fetch(DataFileReader files) throws IOException, InterruptedException {
    if (current == null) {
      current = assigned.poll();
    }
    DeltaSharingSplit split = current;
    if (split == null) {
      return FetchedRows.nothing();
    }
    if (paused.contains(split.splitId())) {
      access.awaitWakeUp();
      return FetchedRows.nothing();
    }
    FileRows open = rows;
    if (open == null) {
      open = files.open(split.file(), split.position());
      rows = open;
    }
    Optional<RowBatch> batch = open.next();
    return batch.isPresent() ? FetchedRows.of(split.splitId(), batch.get()) : finish(split, open);
  }

  private FetchedRows finish(DeltaSharingSplit split, FileRows open) throws IOException {
    open.close();
    rows = null;
    current = null;
    return FetchedRows.finished(split.splitId());
  }
}
