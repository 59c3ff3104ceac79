/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs steps on the test's thread when the clock is turned to their instants. */
final class ManualTimer implements RefreshTimer {
  private record Step(Instant due, long order, Runnable action) {}

  private final ManualClock clock;
  private final List<Step> steps = new ArrayList<>();
  private long scheduled;
  private boolean closed;

  ManualTimer(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public Scheduled schedule(Duration delay, Runnable action) {
    Duration positive = delay.isNegative() ? Duration.ZERO : delay;
    Step step = new Step(clock.instant().plus(positive), scheduled++, action);
    if (!closed) {
      steps.add(step);
    }
    return () -> steps.remove(step);
  }

  /** Moves the clock on, stopping at each step that falls due on the way. */
  void advance(Duration duration) {
    Instant end = clock.instant().plus(duration);
    for (Optional<Step> next = due(end); next.isPresent(); next = due(end)) {
      Step step = next.get();
      steps.remove(step);
      if (step.due().isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), step.due()));
      }
      step.action().run();
    }
    clock.advance(Duration.between(clock.instant(), end));
  }

  /** Runs what is due now. */
  void runDue() {
    advance(Duration.ZERO);
  }

  /** From now to the next step. */
  Duration untilNext() {
    return steps.stream()
        .map(Step::due)
        .min(Comparator.naturalOrder())
        .map(it -> Duration.between(clock.instant(), it))
        .orElseThrow(() -> new AssertionError("nothing is scheduled: the chain is broken"));
  }

  int pending() {
    return steps.size();
  }

  @Override
  public void close() {
    closed = true;
    steps.clear();
  }

  private Optional<Step> due(Instant end) {
    return steps.stream()
        .filter(it -> !it.due().isAfter(end))
        .min(Comparator.comparing(Step::due).thenComparing(Step::order));
  }
}
