/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.source.history.AppendHistory;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random tables, read by random windows and modes, interrupted anywhere: each row is emitted once,
 * and what cannot be followed ends the read where it has to. A single history is replayed by {@code
 * -Dappend.property.seed=…}.
 */
class AppendPropertyTest {
  private static final long FIRST_SEED = 20_260_701;
  private static final int HISTORIES = 2000;
  private static final int MOST_SHOWN = 5;

  private final Queue<String> mismatches = new ConcurrentLinkedQueue<>();

  @Test
  void emitsEachRowOnce() {
    Long seed = Long.getLong("append.property.seed");
    LongStream seeds =
        seed == null
            ? LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).parallel()
            : LongStream.of(seed);
    List<AppendHistory.Outcome> outcomes = seeds.mapToObj(this::run).toList();
    System.out.printf(
        "AppendPropertyTest: histories=%d commits=%d restarts=%d refused=%d mismatches=%d"
            + " seed=%d%n",
        outcomes.size(),
        outcomes.stream().mapToLong(AppendHistory.Outcome::commits).sum(),
        outcomes.stream().mapToLong(AppendHistory.Outcome::restarts).sum(),
        outcomes.stream().mapToLong(AppendHistory.Outcome::refused).sum(),
        mismatches.size(),
        seed == null ? FIRST_SEED : seed);
    assertThat(mismatches.stream().limit(MOST_SHOWN)).isEmpty();
  }

  private AppendHistory.Outcome run(long seed) {
    try {
      return AppendHistory.run(seed);
    } catch (AssertionError | RuntimeException e) {
      mismatches.add("-Dappend.property.seed=" + seed + ": " + e);
      return new AppendHistory.Outcome(0, 0, 0);
    }
  }
}
