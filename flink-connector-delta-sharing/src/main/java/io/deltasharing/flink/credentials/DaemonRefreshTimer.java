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

  private final ScheduledThreadPoolExecutor executor;

  public DaemonRefreshTimer(ThreadFactory threads) {
    executor = new ScheduledThreadPoolExecutor(1, threads);
    executor.setRemoveOnCancelPolicy(true);
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable step) {
    try {
      ScheduledFuture<?> future =
          executor.schedule(step, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
      return () -> future.cancel(false);
    } catch (RejectedExecutionException closed) {
      // Closed between the caller's decision and this call: there is nobody left to refresh for.
      return () -> {};
    }
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
