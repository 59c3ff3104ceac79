/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lowest time of a queue of files, whatever is taken from its front and added to its end: a
 * watermark that holds for all of them. Coordinator thread only.
 */
final class PlannedTimes {
  private static final long UNKNOWN = Long.MIN_VALUE;

  private record Entry(long place, long micros) {}

  /** Ascending in both: an entry before a lower one behind it can never be the lowest again. */
  private final Deque<Entry> candidates = new ArrayDeque<>();

  private long first;
  private long end;
  private long expected = Long.MAX_VALUE;

  /** The time of what is not in the queue yet, but will be. */
  void expect(@Nullable Long micros) {
    expected = micros == null ? UNKNOWN : micros;
  }

  void append(@Nullable Long micros) {
    long time = micros == null ? UNKNOWN : micros;
    while (!candidates.isEmpty() && candidates.getLast().micros() >= time) {
      candidates.removeLast();
    }
    candidates.addLast(new Entry(end++, time));
  }

  /**
   * Takes the first file out of the queue.
   *
   * @return the lowest time, its own included, in milliseconds; null if that of one file is unknown
   */
  @Nullable Long removeFirst() {
    long lowest = Math.min(expected, candidates.element().micros());
    if (candidates.element().place() == first) {
      candidates.removeFirst();
    }
    first++;
    return lowest == UNKNOWN ? null : Math.floorDiv(lowest, TimeUnit.MILLISECONDS.toMicros(1));
  }
}
