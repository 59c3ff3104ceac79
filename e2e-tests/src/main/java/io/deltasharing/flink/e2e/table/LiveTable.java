/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.table;

import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A shared table of trades that is committed to and published to a store. While the store is away,
 * commits heap up and are published when it is back. Thread-safe.
 */
public final class LiveTable {
  private static final int COMMITS_PER_CHECKPOINT = 100;

  private final String name;
  private final TradesTable trades;
  private final Store store;
  private final String prefix;
  private final ScheduledExecutorService scheduler;
  private @Nullable ScheduledFuture<?> feed;
  private @Nullable Throwable broken;
  private long published;

  private LiveTable(
      String name,
      TradesTable trades,
      Store store,
      String prefix,
      ScheduledExecutorService scheduler) {
    this.name = name;
    this.trades = trades;
    this.store = store;
    this.prefix = prefix;
    this.scheduler = scheduler;
  }

  /**
   * Creates the table with its first rows.
   *
   * @param name {@code share.schema.table}
   * @param directory where no table is yet
   */
  public static LiveTable create(
      String name, Path directory, Store store, int rows, ScheduledExecutorService scheduler)
      throws IOException {
    TradesTable trades = TradesTable.create(directory);
    trades.append(rows);
    LiveTable table = new LiveTable(name, trades, store, name.replace('.', '/'), scheduler);
    table.publish();
    return table;
  }

  /** {@code share.schema.table}. */
  public String name() {
    return name;
  }

  public Path directory() {
    return trades.directory();
  }

  /**
   * How many rows the store shows.
   *
   * @throws Failure if the feed broke off: the number would grow no more
   */
  public synchronized long rows() {
    if (broken != null) {
      throw new Failure("No more could be committed to " + name, broken);
    }
    return published;
  }

  /** Commits at a steady rate from now on. */
  public synchronized void feed(int rowsPerCommit, Duration interval) {
    stopFeed();
    feed =
        scheduler.scheduleAtFixedRate(
            () -> feed(rowsPerCommit), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Once this returns, nothing more is committed. */
  public synchronized void stopFeed() {
    if (feed != null) {
      feed.cancel(false);
      feed = null;
    }
  }

  /**
   * Publishes what is committed.
   *
   * @throws IOException if the store cannot be reached
   */
  public synchronized void publish() throws IOException {
    store.publish(trades.directory(), prefix);
    published = trades.rowsWritten();
  }

  private synchronized void feed(int rows) {
    if (feed == null) {
      return;
    }
    try {
      commit(rows);
    } catch (RuntimeException | Error e) {
      // The scheduler would keep it to itself.
      broken = e;
      stopFeed();
    }
  }

  private void commit(int rows) {
    // As providers do: without checkpoints a job that resumes reads every commit there ever was.
    if (trades.append(rows) % COMMITS_PER_CHECKPOINT == 0) {
      trades.checkpoint();
    }
    try {
      publish();
    } catch (IOException e) {
      // The store is away, which is what is being tested; the next commit tries again.
    }
  }
}
