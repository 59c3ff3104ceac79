/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarliestTimeTest {
  private static final EarliestTime TS = new EarliestTime("ts");

  @Test
  void readsTheLowestTimeOfTheStatistics() {
    assertThat(TS.of("{\"minValues\":{\"ts\":\"1970-01-01T00:00:01.500Z\"}}")).isEqualTo(1_500_000);
    assertThat(TS.of("{\"minValues\":{\"ts\":\"1970-01-02\"}}")).isEqualTo(86_400_000_000L);
  }

  /** Of Liberia's time, 44:30 behind, old writers stated the minutes alone. */
  @Test
  void mistrustsOffsetsFromWhenSomeHadSeconds() {
    assertThat(TS.of("{\"minValues\":{\"ts\":\"1970-01-01T00:00:00.000-00:44\"}}"))
        .isEqualTo((44 - 1) * 60_000_000L);
    assertThat(TS.of("{\"minValues\":{\"ts\":\"1974-01-01T00:00:00.000+01:00\"}}"))
        .isEqualTo(126_226_800_000_000L);
  }

  @Test
  void readsThatOfAPartition() {
    assertThat(TS.of(null, Map.of("ts", "1970-01-02"))).isEqualTo(86_400_000_000L);
    assertThat(TS.of(null, Map.of("ts", "1970-01-01 00:00:00.000001"))).isEqualTo(1);
    assertThat(
            TS.of("{\"minValues\":{\"ts\":\"1970-01-01T00:00:01Z\"}}", Map.of("region", "north")))
        .isEqualTo(1_000_000);
  }

  @Test
  void doesNotGuess() {
    assertThat(TS.of(null)).isNull();
    assertThat(TS.of(null, Collections.singletonMap("ts", null))).isNull();
    assertThat(TS.of(null, Map.of("ts", "__HIVE_DEFAULT_PARTITION__"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{\"minValues\":{\"other\":\"1970-01-01T00:00:01Z\"}}",
        "{\"minValues\":{\"ts\":17}}",
        "{\"minValues\":{\"ts\":\"yesterday\"}}",
        "{\"minValues\":{\"ts\":\"+999999999-01-01T00:00:00Z\"}}"
      })
  void takesSenselessStatisticsForNone(String statistics) {
    assertThat(TS.of(statistics)).isNull();
  }
}
