/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
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
final class DeltaSharingSplitReader implements SplitReader<RowRun, DeltaSharingSplit> {
  private final String table;
  private final ReaderAccess access;
  private final AnnouncedFile announced;

  /** In the order in which they came; a paused one stays where it is while others are read. */
  private final Map<String, OpenSplit> assigned = new LinkedHashMap<>();

  private final Set<String> paused = new HashSet<>();

  /** The one that was read last, and the one before it: of those unfinished, no others are open. */
  private @Nullable OpenSplit last;

  private @Nullable OpenSplit lastButOne;

  private final RowForm.Writer form;

  /**
   * @param table share.schema.table, for messages
   * @param announced the file that is probably next when no other split is assigned
   */
  DeltaSharingSplitReader(
      String table, ReaderAccess access, AnnouncedFile announced, RowForm form) {
    this.table = table;
    this.access = access;
    this.announced = announced;
    this.form = form.writer();
  }

  @Override
  public RecordsWithSplitIds<RowRun> fetch() throws IOException {
    try {
      Optional<DataFileReader> files = access.awaitFiles();
      return files.isPresent() ? fetch(files.get()) : FetchedRows.nothing();
    } catch (IOException e) {
      if (access.isClosed()) {
        // Storage was closed under a read that nobody waits for any more.
        return FetchedRows.nothing();
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for access");
    }
  }

  @Override
  public void handleSplitsChanges(SplitsChange<DeltaSharingSplit> change) {
    for (DeltaSharingSplit split : change.splits()) {
      announced.assigned(split);
      assigned.put(split.splitId(), new OpenSplit(table, split, form));
    }
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
    for (OpenSplit open : assigned.values()) {
      open.close();
    }
  }

  /** Each holds a row group or two: two splits may take turns, but not dozens be open. */
  private void closeOthers(OpenSplit open) throws IOException {
    if (open == last) {
      return;
    }
    if (lastButOne == open) {
      lastButOne = last;
    } else if (last != null) {
      if (lastButOne != null) {
        lastButOne.close();
      }
      lastButOne = last;
    }
    last = open;
  }

  private FetchedRows fetch(DataFileReader files) throws IOException, InterruptedException {
    Iterator<OpenSplit> unpaused =
        assigned.values().stream().filter(it -> !paused.contains(it.id())).iterator();
    if (unpaused.hasNext()) {
      OpenSplit open = unpaused.next();
      closeOthers(open);
      FetchedRows fetched =
          open.fetch(files, unpaused.hasNext() ? unpaused.next()::firstFile : announced::take);
      if (!fetched.finishedSplits().isEmpty()) {
        assigned.remove(open.id());
        last = null;
      }
      return fetched;
    }
    if (!assigned.isEmpty()) {
      access.awaitWakeUp();
    }
    return FetchedRows.nothing();
  }
}
