/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.jspecify.annotations.Nullable;

/**
 * The shared table as the enumerator sees it. All methods that throw block on the network and run
 * on the enumerator's worker thread; {@link #close()} may come from another thread in the midst of
 * them, and ends them.
 */
public interface SplitPlanner extends AutoCloseable {

  /** Who is told of new credentials and of their loss; called on the refresher's thread. */
  record Listener(Consumer<HeldCredential> renewed, Consumer<Throwable> lost) {}

  /**
   * Finds the table, gets its first credentials and begins to keep them fresh. Called once, before
   * all else.
   *
   * @return where relative paths begin
   */
  StorageLocation open(Listener listener) throws IOException, InterruptedException;

  /** Where the read begins and ends, as the log has it now. */
  PlannedWindow plan(ReadWindow window) throws IOException;

  /**
   * Where a read ends.
   *
   * @param begin the version that it began with
   */
  long lastVersion(EndingPoint end, long begin) throws IOException;

  /** What a version says of the table. */
  TableSnapshot at(long version) throws IOException;

  /** What the newest version says of the table. */
  TableSnapshot newest() throws IOException;

  /**
   * A piece of a version's files, in the order of their keys.
   *
   * @param after the last file of the piece before; null for the first piece
   * @param skip so many of the files behind that are left out
   * @param most so many files at most
   */
  SnapshotFiles files(long version, @Nullable FileKey after, int skip, int most) throws IOException;

  /** The commits from a version on, oldest first. */
  CommitBatch commitsFrom(long version, CommitLimits limits) throws IOException;

  /**
   * Checks that a table has the columns that are read. Does not block.
   *
   * @throws RuntimeException saying which it does not have
   */
  void checkColumns(TableDefinition definition);

  /**
   * What keeps the rows of a commit's files from being read as those before it: its table has other
   * columns. Does not block.
   *
   * @param before the table until then
   * @return empty if they can be
   * @throws io.deltasharing.flink.plan.PlanningException if it asks for what no reader of ours has,
   *     or is another table
   */
  Optional<String> columnsChangedBy(Commit commit, TableDefinition before);

  /**
   * Which files a join needs, as far as its other side tells. Does not block.
   *
   * @param joined what that side has
   */
  default Predicate<DataFile> joined(DynamicFilteringData joined, TableDefinition table) {
    return file -> true;
  }

  /** The current credential of every location; empty before the table is open. Any thread. */
  List<HeldCredential> credentials();

  /** Asks for a credential newer than one that the store refused. Does not block. */
  void replaceRefused(StorageLocation location, long generation);

  @Override
  void close();
}
