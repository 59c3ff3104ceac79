/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.table;

import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Keeps an eye on {@link ArrivedRows} and on how long nothing arrives. Thread-safe. */
public final class Arrivals implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  private final ArrivedRows rows;
  private final ScheduledFuture<?> watch;
  private long count;
  private long lastGrowth;
  private long longestPause;

  private Arrivals(Path directory, ScheduledExecutorService scheduler) {
    rows = new ArrivedRows(directory);
    watch = scheduler.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Begins to look. */
  public static Arrivals watch(Path directory, ScheduledExecutorService scheduler) {
    return new Arrivals(directory, scheduler);
  }

  /** How many different rows have arrived. */
  public synchronized long count() {
    look();
    return count;
  }

  /** The longest time, from the first row on, in which no row arrived. */
  public synchronized long longestPauseMillis() {
    return TimeUnit.NANOSECONDS.toMillis(longestPause);
  }

  public synchronized Verdict verdict(long committed) {
    return rows.verdict(committed);
  }

  @Override
  public void close() {
    watch.cancel(false);
  }

  private synchronized void look() {
    long now = rows.count();
    long time = System.nanoTime();
    if (now > count) {
      if (count > 0) {
        longestPause = Math.max(longestPause, time - lastGrowth);
      }
      count = now;
      lastGrowth = time;
    }
  }
}
