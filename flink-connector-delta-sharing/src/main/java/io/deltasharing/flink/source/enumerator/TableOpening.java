/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds where a read begins, fresh or from a state. Worker thread only. */
final class TableOpening {
  private final SplitPlanner planner;
  private final String table;
  private final ReadWindow window;
  private final StorageLocation root;

  TableOpening(SplitPlanner planner, String table, ReadWindow window, StorageLocation root) {
    this.planner = planner;
    this.table = table;
    this.window = window;
    this.root = root;
  }

  OpenTable fresh() throws IOException {
    PlannedWindow planned = planner.plan(window);
    TableSnapshot begin = planned.table();
    SplitOrigin first =
        planned.snapshot()
            ? SplitOrigin.snapshot(planned.firstCommit() - 1, 0)
            : SplitOrigin.commit(planned.firstCommit(), 0);
    return new OpenTable(
        root,
        new SplitQueue(first, null, List.of()),
        begin.definition(),
        begin.version(),
        planned.snapshot() ? place(first, planned.timestamp(), null) : null,
        planned.firstCommit(),
        planned.lastVersion());
  }

  OpenTable from(EnumeratorState state) throws IOException {
    if (!state.table().equals(table)) {
      throw new PlanningException(
          "The state is that of " + state.table() + ", but the job reads " + table + ".");
    }
    TableSnapshot newest = planner.newest();
    checkSameTable(state, newest);
    SplitOrigin next = state.next();
    boolean inSnapshot = next.phase() == SplitOrigin.Phase.SNAPSHOT;
    TableSnapshot snapshot = inSnapshot ? planner.at(next.version()) : null;
    TableSnapshot readBy = readBy(state, snapshot == null ? newest : snapshot, newest);
    return new OpenTable(
        root,
        new SplitQueue(next, state.lastHandedOut(), state.returned()),
        readBy.definition(),
        readBy.version(),
        snapshot == null ? null : place(next, snapshot.timestamp(), state),
        inSnapshot ? next.version() + 1 : next.version(),
        lastVersion(state));
  }

  private static OpenTable.SnapshotPlace place(
      SplitOrigin next, long timestamp, @Nullable EnumeratorState state) {
    boolean counted = state != null && state.lastHandedOut() == null;
    return new OpenTable.SnapshotPlace(
        next.version(),
        timestamp,
        state == null ? null : state.lastHandedOut(),
        counted ? 0 : next.index(),
        counted ? next.index() : 0);
  }

  private void checkSameTable(EnumeratorState state, TableSnapshot newest) {
    if (!state.tableId().equals(newest.definition().tableId())) {
      throw new PlanningException(
          table
              + " was dropped and made anew since the state was written (its id was "
              + state.tableId()
              + " and is "
              + newest.definition().tableId()
              + "). Start the job without state to read the new table.");
    }
    if (state.next().version() > newest.version() + 1) {
      throw new PlanningException(
          "The state goes on with version "
              + state.next().version()
              + " of "
              + table
              + ", but its newest version is "
              + newest.version()
              + ": its log was set back. Start the job without state to read the table as it is.");
    }
  }

  /**
   * The table as it was at the state's place. Where a job was stopped before a version that changes
   * columns, and was declared anew for them, as that version makes it; where it was declared anew
   * for what came later, as it is now.
   */
  private TableSnapshot readBy(EnumeratorState state, TableSnapshot fallback, TableSnapshot newest)
      throws IOException {
    TableDefinition held = state.definition();
    TableSnapshot before =
        held == null
            ? fallback
            : new TableSnapshot(state.definitionVersion(), fallback.timestamp(), held);
    try {
      planner.checkColumns(before.definition());
      return before;
    } catch (RuntimeException e) {
      TableDefinition changed = ofNextCommit(state.next());
      if (changed != null && hasColumns(changed)) {
        return new TableSnapshot(state.next().version(), fallback.timestamp(), changed);
      }
      if (hasColumns(newest.definition())) {
        return newest;
      }
      throw e;
    }
  }

  private boolean hasColumns(TableDefinition definition) {
    try {
      planner.checkColumns(definition);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private @Nullable TableDefinition ofNextCommit(SplitOrigin next) throws IOException {
    if (next.phase() != SplitOrigin.Phase.COMMIT || next.index() > 0) {
      return null;
    }
    CommitLimits one = new CommitLimits(1, 1, 1, next.version());
    return planner.commitsFrom(next.version(), one).commits().stream()
        .findFirst()
        .map(Commit::definition)
        .orElse(null);
  }

  private long lastVersion(EnumeratorState state) throws IOException {
    if (!window.isBounded()) {
      return Long.MAX_VALUE;
    }
    if (state.lastVersion().isPresent()) {
      return state.lastVersion().getAsLong();
    }
    boolean inSnapshot = state.next().phase() == SplitOrigin.Phase.SNAPSHOT;
    return planner.lastVersion(
        window.end(), inSnapshot ? state.next().version() : state.next().version() - 1);
  }
}
