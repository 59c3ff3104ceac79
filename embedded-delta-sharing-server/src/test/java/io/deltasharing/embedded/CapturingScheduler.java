/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a periodic task only when it is told to. */
final class CapturingScheduler extends ScheduledThreadPoolExecutor {

  private @Nullable Runnable task;
  private boolean cancelled;

  CapturingScheduler() {
    super(0);
  }

  void tick() {
    if (task != null) {
      task.run();
    }
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    task = command;
    return new Periodic();
  }

  private final class Periodic extends FutureTask<Void> implements ScheduledFuture<Void> {
    Periodic() {
      super(() -> null);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      cancelled = true;
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return 0;
    }

    @Override
    public int compareTo(java.util.concurrent.Delayed other) {
      return 0;
    }
  }
}
