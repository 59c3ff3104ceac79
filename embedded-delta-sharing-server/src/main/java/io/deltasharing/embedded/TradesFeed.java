/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a {@link TradesTable} at a steady rate. A commit that fails ends the feed and is kept
 * as its {@link #failure()}. Thread-safe; the scheduler stays its owner's to shut down.
 */
public final class TradesFeed implements AutoCloseable {

  private final TradesTable table;
  private final int rowsPerCommit;
  private final Duration interval;
  private final ScheduledExecutorService scheduler;

  /**
   * Held while it commits, which is what {@link #stop()} waits for. A fair one: a feed whose
   * commits take longer than the interval takes it again at once, and others might never get it.
   */
  private final Lock committing = new ReentrantLock(true);

  private @Nullable Future<?> schedule;
  private volatile @Nullable Throwable failure;

  /**
   * A feed that has not begun.
   *
   * @param interval between the commits' beginnings; a commit that takes longer delays the next
   */
  public TradesFeed(
      TradesTable table, int rowsPerCommit, Duration interval, ScheduledExecutorService scheduler) {
    this.table = table;
    this.rowsPerCommit = rowsPerCommit;
    this.interval = interval;
    this.scheduler = scheduler;
  }

  /**
   * Begins with a commit at once; a stopped feed goes on where it was.
   *
   * @throws IllegalStateException if it is running
   */
  public void start() {
    committing.lock();
    try {
      if (schedule != null) {
        throw new IllegalStateException("The feed is running already: stop it first");
      }
      schedule =
          scheduler.scheduleAtFixedRate(this::commit, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      committing.unlock();
    }
  }

  /** Ends the feed; once this returns, no commit is under way and none will follow. */
  public void stop() {
    committing.lock();
    try {
      if (schedule != null) {
        schedule.cancel(false);
        schedule = null;
      }
    } finally {
      committing.unlock();
    }
  }

  /** What ended the feed before it was stopped, if anything did. */
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** The same as {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  private void commit() {
    committing.lock();
    try {
      if (schedule != null) {
        table.append(rowsPerCommit);
      }
    } catch (RuntimeException | Error e) {
      failure = e;
      stop();
    } finally {
      committing.unlock();
    }
  }
}
