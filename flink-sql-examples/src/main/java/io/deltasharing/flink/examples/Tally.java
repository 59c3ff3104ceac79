/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Keeps count of the rows that arrive, by id, and of the pauses between them. Thread-safe. */
final class Tally {

  private final LongSupplier nanoClock;
  private final BitSet seen = new BitSet();
  private final BitSet seenAgain = new BitSet();
  private long rows;
  private long foreign;
  private long lastArrival;
  private long longestPause;
  private @Nullable Trade last;
  private @Nullable String end;

  Tally(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  synchronized void arrived(Trade trade) {
    notePause();
    lastArrival = nanoClock.getAsLong();
    rows++;
    last = trade;
    if (trade.id() < 0 || trade.id() >= Integer.MAX_VALUE || !trade.genuine()) {
      foreign++;
    } else if (seen.get((int) trade.id())) {
      seenAgain.set((int) trade.id());
    } else {
      seen.set((int) trade.id());
    }
    notifyAll();
  }

  /** Counts the time since the last row as a pause, even though no row ends it. */
  synchronized void notePause() {
    if (rows > 0) {
      longestPause = Math.max(longestPause, nanoClock.getAsLong() - lastArrival);
    }
  }

  /** No row will follow. */
  synchronized void ended(String why) {
    end = why;
    notifyAll();
  }

  /** Why no row will follow, if so. */
  synchronized Optional<String> end() {
    return Optional.ofNullable(end);
  }

  /** Waits until so many different ids were seen; false if time or stream are over before. */
  synchronized boolean awaitIds(long atLeast, Duration patience) throws InterruptedException {
    return await(() -> seen.cardinality() >= atLeast, patience);
  }

  /** Lets time go by, unless the stream ends before. */
  synchronized void watch(Duration time) throws InterruptedException {
    await(() -> false, time);
  }

  private synchronized boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = deadline - System.nanoTime();
      if (left <= 0 || end != null) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return true;
  }

  /** What has arrived, held against what was written: the ids 0 to {@code written} - 1. */
  synchronized Arrivals arrivals(long written) {
    int limit = Math.toIntExact(written);
    long lost = written - seen.get(0, limit).cardinality();
    long unwritten = seen.cardinality() - (written - lost);
    return new Arrivals(
        rows,
        lost,
        seenAgain.cardinality(),
        foreign + unwritten,
        Duration.ofNanos(longestPause),
        Optional.ofNullable(last));
  }
}
