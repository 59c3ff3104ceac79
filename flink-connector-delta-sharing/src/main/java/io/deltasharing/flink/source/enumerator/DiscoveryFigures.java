/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.jspecify.annotations.Nullable;

/** How planning goes, as metrics. Changed by the coordinator thread, read by reporters. */
final class DiscoveryFigures {
  private final Supplier<@Nullable OpenTable> table;
  private final LongSupplier nanoClock;
  private final Counter failures;
  private volatile int failuresInRow;
  private volatile long succeededAt;

  DiscoveryFigures(
      SplitEnumeratorMetricGroup group,
      Supplier<@Nullable OpenTable> table,
      LongSupplier nanoClock) {
    this.table = table;
    this.nanoClock = nanoClock;
    this.succeededAt = nanoClock.getAsLong();
    this.failures = group.counter("discoveryFailures");
    group.gauge("discoveryFailuresInRow", () -> failuresInRow);
    group.gauge("millisSinceDiscovery", this::millisSinceDiscovery);
    group.gauge("nextVersion", () -> ifOpen(OpenTable::nextCommit));
    group.setUnassignedSplitsGauge(() -> ifOpen(it -> it.queue().size()));
  }

  void succeeded() {
    failuresInRow = 0;
    succeededAt = nanoClock.getAsLong();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  void failed() {
    failures.inc();
    failuresInRow++;
  }

  private long millisSinceDiscovery() {
    return TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - succeededAt);
  }

  private long ifOpen(ToLongFunction<OpenTable> figure) {
    OpenTable opened = table.get();
    return opened == null ? 0 : figure.applyAsLong(opened);
  }
}
