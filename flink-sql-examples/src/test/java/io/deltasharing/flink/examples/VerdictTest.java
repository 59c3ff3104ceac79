/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @Test
  void saysTheFiguresInJson() {
    assertThat(verdict(101, 1, 2, 0, 1234, 7).json())
        .isEqualTo(
            "{\"rows\":101,\"expected\":100,\"lost\":1,\"doubled\":2,\"vends\":7,"
                + "\"maxPauseMillis\":1234}");
  }

  @Test
  void hasNoComplaintsAboutAGoodRun() {
    assertThat(verdict(100, 0, 0, 0, 3000, 2).complaints()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0, 0, 2, no row arrived",
    "99, 1, 0, 0, 0, 2, rows lost: 1",
    "102, 0, 2, 0, 0, 2, rows doubled: 2",
    "103, 0, 0, 3, 0, 2, rows that were not written like this: 3",
    "100, 0, 0, 0, 3001, 2, 'the longest pause was 3001 ms, more than 3000 ms'",
    "100, 0, 0, 0, 0, 1, credentials were never renewed: 1 vended"
  })
  void complains(
      long rows, long lost, long doubled, long foreign, long pause, long vends, String complaint) {
    assertThat(verdict(rows, lost, doubled, foreign, pause, vends).complaints())
        .containsExactly(complaint);
  }

  @Test
  void aShortRunNeedsNoRenewal() {
    Arrivals arrivals = arrivals(100, 0, 0, 0, 0);
    assertThat(new Verdict(arrivals, 100, 1, false).complaints()).isEmpty();
  }

  private static Verdict verdict(
      long rows, long lost, long doubled, long foreign, long pause, long vends) {
    return new Verdict(arrivals(rows, lost, doubled, foreign, pause), 100, vends, true);
  }

  private static Arrivals arrivals(long rows, long lost, long doubled, long foreign, long pause) {
    return new Arrivals(rows, lost, doubled, foreign, Duration.ofMillis(pause), Optional.empty());
  }
}
