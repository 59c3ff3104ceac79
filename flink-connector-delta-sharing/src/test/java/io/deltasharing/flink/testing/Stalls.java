/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * How long the machine, or a collection of the heap, kept threads from running that wanted to. What
 * credentials of some seconds come to in time is only asserted where there was no such stall; rows
 * are always. Thread-safe.
 */
public final class Stalls implements AutoCloseable {
  private static final long INTERVAL_MILLIS = 20;
  private static final long LONG_MILLIS = 300;

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private long before = System.nanoTime();
  private long longestMillis;

  private Stalls() {
    Future<?> unused =
        scheduler.scheduleWithFixedDelay(
            this::look, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Looks for stalls from now on, until it is closed. */
  public static Stalls watch() {
    return new Stalls();
  }

  /** Forgets those so far. */
  public synchronized void forget() {
    before = System.nanoTime();
    longestMillis = 0;
  }

  /** Whether there was one that may harm what has to happen within a second or two. */
  public synchronized boolean any() {
    // One that goes on just now, or whose end the watcher itself has yet to see.
    look();
    return longestMillis > LONG_MILLIS;
  }

  /** The longest so far. */
  public synchronized long longestMillis() {
    look();
    return longestMillis;
  }

  private synchronized void look() {
    long now = System.nanoTime();
    long stalled = TimeUnit.NANOSECONDS.toMillis(now - before) - INTERVAL_MILLIS;
    longestMillis = Math.max(longestMillis, stalled);
    before = now;
  }

  @Override
  public void close() {
    scheduler.shutdownNow();
  }
}
