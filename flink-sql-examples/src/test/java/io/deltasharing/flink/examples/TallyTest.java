/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TallyTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private long millis;
  private final Tally tally = new Tally(() -> TimeUnit.MILLISECONDS.toNanos(millis));

  @Test
  void findsNothingWrongWithEachRowOnce() {
    arrive(0, 0);
    arrive(200, 2);
    arrive(150, 1);
    assertThat(tally.arrivals(3))
        .isEqualTo(new Arrivals(3, 0, 0, 0, Duration.ofMillis(200), Optional.of(Trade.written(1))));
  }

  @Test
  void countsLostIdsNotLostArrivals() {
    arrive(0, 0);
    arrive(0, 3);
    arrive(0, 3);
    arrive(0, 3);
    assertThat(tally.arrivals(4))
        .isEqualTo(new Arrivals(4, 2, 1, 0, Duration.ZERO, Optional.of(Trade.written(3))));
  }

  @Test
  void countsRowsThatNobodyWrote() {
    arrive(0, 0);
    arrive(0, 7);
    Trade wrong = new Trade(1, "ACME", BigDecimal.ONE, Instant.EPOCH);
    tally.arrived(wrong);
    assertThat(tally.arrivals(2))
        .isEqualTo(new Arrivals(3, 1, 0, 2, Duration.ZERO, Optional.of(wrong)));
  }

  @Test
  void theTimeBeforeTheFirstRowIsNoPause() {
    millis = 9000;
    tally.notePause();
    arrive(1000, 0);
    assertThat(tally.arrivals(1).longestPause()).isZero();
  }

  @Test
  void aStreamThatDiesLeavesAPause() {
    arrive(0, 0);
    arrive(10, 1);
    millis += 4000;
    tally.notePause();
    assertThat(tally.arrivals(2).longestPause()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  @Timeout(60)
  void waitsForNoMoreIdsThanItWasAskedFor() throws InterruptedException {
    arrive(0, 0);
    arrive(0, 1);
    assertThat(tally.awaitIds(2, LONG)).isTrue();
    assertThat(tally.awaitIds(3, Duration.ZERO)).isFalse();
  }

  @Test
  @Timeout(60)
  void waitsNoLongerThanTheStreamLasts() throws InterruptedException {
    assertThat(tally.end()).isEmpty();
    tally.ended("over");
    tally.watch(LONG);
    assertThat(tally.awaitIds(1, LONG)).isFalse();
    assertThat(tally.end()).contains("over");
  }

  private void arrive(long after, long id) {
    millis += after;
    tally.arrived(Trade.written(id));
  }
}
