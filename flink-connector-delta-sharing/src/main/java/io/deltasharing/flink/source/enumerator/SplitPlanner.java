/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

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

  /** The newest version with its files. */
  TableSnapshot latest() throws IOException;

  /** A given version with its files. */
  TableSnapshot at(long version) throws IOException;

  /** What the newest version says of the table. */
  TableDefinition definition() throws IOException;

  /** The commits from a version on, oldest first, so many at most. */
  List<Commit> commitsFrom(long version, int most) throws IOException;

  /** The current credential of every location; empty before the table is open. Any thread. */
  List<HeldCredential> credentials();

  /** Asks for a credential newer than one that the store refused. Does not block. */
  void replaceRefused(StorageLocation location, long generation);

  @Override
  void close();
}
