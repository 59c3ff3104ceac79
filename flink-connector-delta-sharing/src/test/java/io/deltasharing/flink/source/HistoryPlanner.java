/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A planner on a log that needs no sharing server and no credentials. */
public final class HistoryPlanner implements SplitPlanner {
  private final StorageLocation root;
  private final TableHistory history;
  private final Runnable planned;

  /**
   * @param table share.schema.table
   * @param planned runs when a fresh read has looked where to begin, or tried to
   */
  public HistoryPlanner(
      TableStorage storage, StorageLocation root, String table, RowType columns, Runnable planned) {
    this.root = root;
    this.history =
        new TableHistory(
            new DeltaLog(storage, root, table, Runnable::run),
            new ReadColumns(columns, null, RowSelection.ALL, List.of(), false, table),
            Clock.systemUTC());
    this.planned = planned;
  }

  @Override
  public StorageLocation open(Listener listener) {
    return root;
  }

  @Override
  public PlannedWindow plan(ReadWindow window) throws IOException {
    planned.run();
    return history.plan(window);
  }

  @Override
  public long lastVersion(EndingPoint end, long begin) throws IOException {
    return history.lastVersion(end, begin);
  }

  @Override
  public TableSnapshot at(long version) throws IOException {
    return history.at(version);
  }

  @Override
  public TableSnapshot newest() throws IOException {
    return history.newest();
  }

  @Override
  public SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most)
      throws IOException {
    return history.files(version, after, skip, most);
  }

  @Override
  public CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException {
    return history.commitsFrom(version, limits);
  }

  @Override
  public void checkColumns(TableDefinition definition) {
    history.checkColumns(definition);
  }

  @Override
  public Optional<String> columnsChangedBy(Commit commit, TableDefinition before) {
    return history.columnsChangedBy(commit, before);
  }

  @Override
  public List<HeldCredential> credentials() {
    return List.of();
  }

  @Override
  public void replaceRefused(StorageLocation location, long generation) {}

  @Override
  public void close() {}
}
