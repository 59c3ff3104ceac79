/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The timer of production: one thread, made by an injected factory. */
public final class DaemonRefreshTimer implements RefreshTimer {
  private static final long CLOSE_SECONDS = 5;
  private static final Duration LONGEST = Duration.ofDays(7);

  private final ScheduledThreadPoolExecutor executor;

  public DaemonRefreshTimer(ThreadFactory threads) {
    executor = new ScheduledThreadPoolExecutor(1, threads);
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable step) {
    try {
      ScheduledFuture<?> future = executor.schedule(step, millis(delay), TimeUnit.MILLISECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      // Closed between the caller's decision and this call: there is nobody left to refresh for.
      return () -> {};
    }
  }

  /**
   * Rounded up, so that a step never comes early; a week at most, so that no claim of a server
   * overflows.
   */
  private static long millis(Duration delay) {
    if (delay.isNegative()) {
      return 0;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST.toMillis() : delay.plusNanos(999_999).toMillis();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
