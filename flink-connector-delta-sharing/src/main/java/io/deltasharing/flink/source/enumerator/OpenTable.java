/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What has been planned of a table, and what is to be planned next. Coordinator thread only. */
final class OpenTable {
  private final StorageLocation root;
  private final SplitQueue queue;
  private final long lastVersion;
  private TableDefinition definition;

  /** Commits up to this version do not tell of a newer definition. */
  private long definitionVersion;

  private @Nullable SnapshotPlace snapshot;
  private long nextCommit;
  private @Nullable Halt halt;

  /**
   * How far the files of a snapshot have been planned.
   *
   * @param after the last file that was; null at the beginning
   * @param index how many were, and so the next one's number
   * @param skip so many of those behind {@code after} are not to be planned
   */
  record SnapshotPlace(long version, long timestamp, @Nullable FileKey after, int index, int skip) {

    private SnapshotPlace behind(List<DataFile> files) {
      return new SnapshotPlace(
          version,
          timestamp,
          files.get(files.size() - 1).key(),
          Math.addExact(index + skip, files.size()),
          0);
    }
  }

  /**
   * @param definitionVersion the version that the definition is of
   * @param snapshot where to go on in a snapshot; null if none is read, or no more
   * @param nextCommit the version of the first commit to be read
   * @param lastVersion of those to be read
   */
  OpenTable(
      StorageLocation root,
      SplitQueue queue,
      TableDefinition definition,
      long definitionVersion,
      @Nullable SnapshotPlace snapshot,
      long nextCommit,
      long lastVersion) {
    this.root = root;
    this.queue = queue;
    this.definition = definition;
    this.definitionVersion = definitionVersion;
    this.snapshot = snapshot;
    this.nextCommit = nextCommit;
    this.lastVersion = lastVersion;
  }

  StorageLocation root() {
    return root;
  }

  SplitQueue queue() {
    return queue;
  }

  TableDefinition definition() {
    return definition;
  }

  /** Where files of the snapshot are to be planned from; null if all are. */
  @Nullable SnapshotPlace snapshot() {
    return snapshot;
  }

  long nextCommit() {
    return nextCommit;
  }

  long lastVersion() {
    return lastVersion;
  }

  /** Why the read ends before a version; null if it does not. */
  @Nullable Halt halt() {
    return halt;
  }

  /** Whether there is nothing left to be planned. */
  boolean isPlanned() {
    return snapshot == null && (nextCommit > lastVersion || halt != null);
  }

  /** Appends a piece of the snapshot. */
  void append(SnapshotPlace place, SnapshotFiles piece) {
    boolean last = piece.areLast();
    SplitOrigin first = SplitOrigin.snapshot(place.version(), place.index() + place.skip());
    queue.append(
        first,
        place.timestamp(),
        piece.files(),
        last ? SplitOrigin.commit(place.version() + 1, 0) : first.plus(piece.files().size()));
    if (last) {
      queue.expectNothing();
    } else {
      queue.expect(piece.earliestBehind());
    }
    snapshot = last ? null : place.behind(piece.files());
  }

  /**
   * Appends a commit.
   *
   * @param files what is read of it: all that it adds, or nothing
   */
  void append(Commit commit, List<DataFile> files) {
    int begun = queue.end().version() == commit.version() ? queue.end().index() : 0;
    queue.append(
        SplitOrigin.commit(commit.version(), begun),
        commit.timestamp(),
        files.subList(Math.min(begun, files.size()), files.size()),
        SplitOrigin.commit(commit.version() + 1, 0));
    if (commit.definition() != null && tellsOfTheTable(commit)) {
      definition = commit.definition();
      definitionVersion = commit.version();
    }
    nextCommit = commit.version() + 1;
  }

  /** Whether a commit's definition is newer than what is known. */
  boolean tellsOfTheTable(Commit commit) {
    return commit.version() > definitionVersion;
  }

  /** Ends the read before the next commit. */
  void haltBefore(Halt reason) {
    halt = reason;
  }

  EnumeratorState state(String table, boolean bounded) {
    return new EnumeratorState(
        table,
        definition.tableId(),
        queue.next(),
        queue.lastHandedOut(),
        queue.returned(),
        definition,
        definitionVersion,
        bounded ? OptionalLong.of(lastVersion) : OptionalLong.empty());
  }
}
