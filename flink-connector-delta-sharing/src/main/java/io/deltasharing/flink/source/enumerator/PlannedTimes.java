/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The oldest time in a queue of files, whatever is taken from its front and added to its end.
 * Coordinator thread only.
 */
final class PlannedTimes {
  private record Entry(long place, long micros) {}

  /** Ascending in both: an entry before a lower one behind it can never be the lowest again. */
  private final Deque<Entry> candidates = new ArrayDeque<>();

  private long first;
  private long end;

  void append(long micros) {
    while (!candidates.isEmpty() && candidates.getLast().micros() >= micros) {
      candidates.removeLast();
    }
    candidates.addLast(new Entry(end++, micros));
  }

  /** Takes the first file out of the queue. */
  void removeFirst() {
    if (candidates.element().place() == first) {
      candidates.removeFirst();
    }
    first++;
  }

  /** {@link Long#MAX_VALUE} if the queue is empty. */
  long oldest() {
    return candidates.isEmpty() ? Long.MAX_VALUE : candidates.element().micros();
  }
}
