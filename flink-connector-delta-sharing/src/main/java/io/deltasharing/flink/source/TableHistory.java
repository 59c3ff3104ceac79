/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.EarliestTime;
import io.deltasharing.flink.plan.ExactStatistics;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.FileSelection;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's log as a read of some of its columns sees it. All methods that throw block. */
final class TableHistory {
  private static final Logger LOG = LoggerFactory.getLogger(TableHistory.class);

  private final DeltaLog log;
  private final ReadColumns columns;
  private final Clock clock;

  /** Of what was planned last. */
  private @Nullable EarliestTime timeColumn;

  private boolean warnedOfUnknownTimes;

  TableHistory(DeltaLog log, ReadColumns columns, Clock clock) {
    this.log = log;
    this.columns = columns;
    this.clock = clock;
  }

  PlannedWindow plan(ReadWindow window) throws IOException {
    StartingPoint start = window.start();
    if (start instanceof StartingPoint.AfterLatest) {
      return changes(log.newest().version() + 1, window.end());
    }
    if (start instanceof StartingPoint.FromVersion from) {
      log.requireCommitsFrom(from.version());
      return changes(from.version(), window.end());
    }
    if (start instanceof StartingPoint.FromMoment from) {
      requirePast(from.moment());
      return changes(log.firstVersionFrom(from.moment()), window.end());
    }
    return snapshot(snapshotOf(start), window.end());
  }

  long lastVersion(EndingPoint end, long begin) throws IOException {
    long last = resolved(end, begin);
    if (last < begin) {
      throw new PlanningException(
          "The read of "
              + columns.table()
              + " would end with version "
              + last
              + ", before it begins with version "
              + begin
              + ". Change 'scan.bounded.*' or 'scan.startup.*'.");
    }
    return last;
  }

  private long resolved(EndingPoint end, long begin) throws IOException {
    if (end instanceof EndingPoint.WithSnapshot) {
      return begin;
    }
    if (end instanceof EndingPoint.AtLatest) {
      return log.newest().version();
    }
    if (end instanceof EndingPoint.AtVersion at) {
      return lastVersion(at);
    }
    if (end instanceof EndingPoint.AtMoment at) {
      return log.lastVersionUntil(at.moment());
    }
    return Long.MAX_VALUE;
  }

  TableSnapshot at(long version) throws IOException {
    return log.at(version);
  }

  TableSnapshot newest() throws IOException {
    return log.newest();
  }

  SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    SnapshotFiles files = log.files(version, after, skip, most);
    warnOfUnknownTimes(files.files());
    return files;
  }

  /** How much is read of a version, whose first files will be asked for next. */
  SnapshotFiles measured(long version) throws IOException {
    return log.measured(version);
  }

  void addStatistics(long version, ExactStatistics statistics) throws IOException {
    log.addStatistics(version, statistics);
  }

  CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    CommitBatch batch = log.commitsFrom(version, limits);
    batch.commits().forEach(it -> warnOfUnknownTimes(it.added()));
    return batch;
  }

  /** Checks that a table has the columns that are read, and reads it by them from now on. */
  void checkColumns(TableDefinition definition) {
    columns.check(definition);
    FileSelection selection = columns.selection(definition);
    timeColumn = selection.earliest();
    log.select(selection);
  }

  Optional<String> columnsChangedBy(Commit commit, TableDefinition before) {
    log.checkFeatures(commit);
    TableDefinition after = commit.definition();
    if (after == null) {
      return Optional.empty();
    }
    if (!after.tableId().equals(before.tableId())) {
      throw new PlanningException(
          "Version "
              + commit.version()
              + " of "
              + columns.table()
              + " replaces the table by another one (its id was "
              + before.tableId()
              + " and is "
              + after.tableId()
              + "). Start the job without state to read the new table.");
    }
    return columns.change(commit.version(), before, after);
  }

  /** Versions to come would be taken for later than the moment, whenever they come. */
  private void requirePast(Instant moment) {
    if (moment.isAfter(clock.instant())) {
      throw new PlanningException(
          "The changes of "
              + columns.table()
              + " cannot be read from "
              + moment
              + " on: that lies in the future. Change 'scan.startup.timestamp', or use"
              + " 'scan.startup.mode' = 'latest'.");
    }
  }

  /** Once: it is the same with all that its writer wrote. */
  private void warnOfUnknownTimes(List<DataFile> files) {
    if (timeColumn == null || warnedOfUnknownTimes) {
      return;
    }
    files.stream()
        .filter(it -> it.earliest() == null)
        .findFirst()
        .ifPresent(
            file -> {
              warnedOfUnknownTimes = true;
              LOG.warn(
                  "The log of {} does not say what times are in {}: the watermark waits until such"
                      + " files are read. Ask the provider to collect statistics of the column"
                      + " '{}', or use a WATERMARK that goes by rows.",
                  columns.table(),
                  file.path(),
                  columns.watermarkColumn());
            });
  }

  private TableSnapshot snapshotOf(StartingPoint start) throws IOException {
    if (start instanceof StartingPoint.EarliestSnapshot) {
      return log.earliest();
    }
    if (start instanceof StartingPoint.SnapshotOfVersion of) {
      return log.at(of.version());
    }
    if (start instanceof StartingPoint.SnapshotAsOf of) {
      return log.asOf(of.moment());
    }
    return log.latest();
  }

  /** By the snapshot's own columns if they are those declared, else by the newest. */
  private PlannedWindow snapshot(TableSnapshot snapshot, EndingPoint end) throws IOException {
    TableSnapshot readBy = snapshot;
    try {
      checkColumns(snapshot.definition());
    } catch (SchemaMismatchException e) {
      TableSnapshot newest = log.newest();
      if (newest.version() == snapshot.version()) {
        throw e;
      }
      checkColumns(newest.definition());
      readBy = newest;
    }
    return new PlannedWindow(
        readBy,
        true,
        snapshot.timestamp(),
        snapshot.version() + 1,
        lastVersion(end, snapshot.version()));
  }

  /** By the newest columns: those that came later are null in what was written before. */
  private PlannedWindow changes(long first, EndingPoint end) throws IOException {
    TableSnapshot newest = log.newest();
    checkColumns(newest.definition());
    return new PlannedWindow(newest, false, newest.timestamp(), first, lastVersion(end, first - 1));
  }

  private long lastVersion(EndingPoint.AtVersion end) throws IOException {
    long newest = log.newest().version();
    if (end.version() > newest && !end.awaited()) {
      throw new PlanningException(
          columns.table()
              + " has no version "
              + end.version()
              + " so far: its newest is "
              + newest
              + ". Change 'scan.bounded.version'.");
    }
    return end.version();
  }
}
