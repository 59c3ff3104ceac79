/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast a figure has grown lately: rows come in gusts, one per commit. */
final class Pace {

  private static final long SPAN = Duration.ofSeconds(5).toNanos();
  private static final double SECOND = 1e9;

  private final Deque<Reading> readings = new ArrayDeque<>();

  /** Adds a reading and returns the growth per second. */
  long at(long nanos, long figure) {
    readings.add(new Reading(nanos, figure));
    while (readings.size() > 2 && nanos - readings.getFirst().nanos > SPAN) {
      readings.removeFirst();
    }
    Reading first = readings.getFirst();
    long time = nanos - first.nanos;
    return time <= 0 ? 0 : Math.round((figure - first.figure) * SECOND / time);
  }

  private record Reading(long nanos, long figure) {}
}
