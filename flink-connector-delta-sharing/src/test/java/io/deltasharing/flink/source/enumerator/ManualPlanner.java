/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.jspecify.annotations.Nullable;

/** A table that holds what the test put into it. */
final class ManualPlanner implements SplitPlanner {
  final List<String> calls = new ArrayList<>();

  /** The version that a fresh read begins with. */
  long snapshotVersion = 5;

  /** How many files that version has. */
  int snapshotFiles;

  long newestVersion = 100;
  TableDefinition definition = PlannedTable.DEFINITION;
  final List<Commit> commits = new ArrayList<>();

  /** What is wrong with the columns of a version. */
  final Map<Long, String> columnChanges = new HashMap<>();

  /** Schemas that do not have the declared columns. */
  final List<String> unreadableSchemas = new ArrayList<>();

  /** What a join needs, once it has told; all if this is null. */
  @Nullable Predicate<DataFile> joinNeeds;

  @Nullable IOException ioFailure;
  @Nullable RuntimeException failure;
  private HeldCredential current = credential(1);
  private @Nullable Listener listener;

  static HeldCredential credential(long generation) {
    return new HeldCredential(Credentials.vended(Instant.EPOCH, Duration.ofHours(1)), generation);
  }

  /** What the refresher does when it has a new credential. */
  void renew(long generation) {
    current = credential(generation);
    Objects.requireNonNull(listener).renewed().accept(current);
  }

  /** What the refresher does when there will be no more. */
  void lose(Throwable reason) {
    Objects.requireNonNull(listener).lost().accept(reason);
  }

  @Override
  public StorageLocation open(Listener toTell) throws IOException {
    called("open");
    listener = toTell;
    return Credentials.ROOT;
  }

  @Override
  public PlannedWindow plan(ReadWindow window) throws IOException {
    called("plan");
    boolean snapshot = !(window.start() instanceof StartingPoint.AfterLatest);
    return new PlannedWindow(
        PlannedTable.snapshot(snapshotVersion),
        snapshot,
        PlannedTable.snapshot(snapshotVersion).timestamp(),
        snapshotVersion + 1,
        lastVersion(window.end(), snapshotVersion));
  }

  @Override
  public long lastVersion(EndingPoint end, long begin) {
    if (end instanceof EndingPoint.AtVersion at) {
      return at.version();
    }
    return end instanceof EndingPoint.Never ? Long.MAX_VALUE : begin;
  }

  @Override
  public TableSnapshot at(long version) throws IOException {
    called("at " + version);
    return new TableSnapshot(version, PlannedTable.snapshot(version).timestamp(), definition);
  }

  @Override
  public TableSnapshot newest() throws IOException {
    called("newest");
    return new TableSnapshot(newestVersion, 0, definition);
  }

  @Override
  public SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    called("files of " + version + (after == null ? "" : " after " + after.path()));
    List<DataFile> left =
        PlannedTable.files("s" + version, snapshotFiles).stream()
            .filter(it -> after == null || it.key().compareTo(after) > 0)
            .skip(skip)
            .toList();
    List<DataFile> piece = left.stream().limit(most).toList();
    return new SnapshotFiles(
        piece, left.size(), left.stream().mapToLong(DataFile::size).sum(), null);
  }

  @Override
  public CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    called("commits from " + version);
    List<Commit> found =
        commits.stream()
            .filter(it -> it.version() >= version && it.version() <= limits.lastVersion())
            .toList();
    return new CommitBatch(
        found.stream().limit(limits.versions()).toList(), found.size() >= limits.versions());
  }

  @Override
  public void checkColumns(TableDefinition toCheck) {
    if (unreadableSchemas.contains(toCheck.schemaJson())) {
      throw new PlanningException("the columns are others");
    }
  }

  @Override
  public Optional<String> columnsChangedBy(Commit commit, TableDefinition before) {
    return Optional.ofNullable(columnChanges.get(commit.version()));
  }

  @Override
  public Predicate<DataFile> joined(DynamicFilteringData joined, TableDefinition table) {
    calls.add("joined with " + joined.getData().size());
    return Objects.requireNonNull(joinNeeds);
  }

  @Override
  public List<HeldCredential> credentials() {
    return List.of(current);
  }

  @Override
  public void replaceRefused(StorageLocation location, long generation) {
    calls.add("replace " + generation + " of " + location);
  }

  @Override
  public void close() {
    calls.add("close");
  }

  private void called(String call) throws IOException {
    calls.add(call);
    if (ioFailure != null) {
      throw ioFailure;
    }
    if (failure != null) {
      throw failure;
    }
  }
}
