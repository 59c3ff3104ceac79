/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.RefreshTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table that was opened and planned to find out how many tasks will read it, kept for the
 * enumerator, which the same JobManager makes of the same source right after: so the log is not
 * read twice, nor credentials asked for twice. A job that ends in between never takes it; after a
 * while it is closed. Thread-safe.
 */
final class OpenTableHandover {
  static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Supplier<RefreshTimer> timers;
  private @Nullable Kept kept;

  private record Kept(SharedTablePlanner planner, RefreshTimer timer) {}

  /**
   * @param timers makes the timer of one that is kept
   */
  OpenTableHandover(Supplier<RefreshTimer> timers) {
    this.timers = timers;
  }

  /** Keeps an open table for whoever takes it next; what was kept before is closed. */
  void keep(SharedTablePlanner planner) {
    take().ifPresent(SharedTablePlanner::close);
    Kept now = new Kept(planner, timers.get());
    synchronized (this) {
      kept = now;
    }
    now.timer().schedule(LONGEST_WAIT, () -> expire(now));
  }

  /** The table that is kept, for one taker, who has to close it. */
  Optional<SharedTablePlanner> take() {
    Kept taken;
    synchronized (this) {
      taken = kept;
      kept = null;
    }
    if (taken == null) {
      return Optional.empty();
    }
    taken.timer().close();
    return Optional.of(taken.planner());
  }

  /** On the timer's thread, which closing the timer interrupts: that comes last. */
  private void expire(Kept unwanted) {
    synchronized (this) {
      if (!unwanted.equals(kept)) {
        return;
      }
      kept = null;
    }
    unwanted.planner().close();
    unwanted.timer().close();
  }
}
