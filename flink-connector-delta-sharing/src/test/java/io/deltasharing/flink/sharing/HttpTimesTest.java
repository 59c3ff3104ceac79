/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpTimesTest {
  private static final String NOON = "Sun, 06 Nov 1994 12:00:00 GMT";
  private static final String HALF_A_MINUTE_LATER = "Sun, 06 Nov 1994 12:00:30 GMT";
  private static final Instant LOCAL = Instant.parse("1994-11-06T12:00:20Z");

  private static HttpHeaders headers(String... namesAndValues) {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private static Optional<Duration> retryAfter(String... namesAndValues) {
    return HttpTimes.retryAfter(headers(namesAndValues), LOCAL);
  }

  @Test
  void readsTheServersDate() {
    assertThat(HttpTimes.serverDate(headers("date", NOON)))
        .contains(Instant.parse("1994-11-06T12:00:00Z"));
    assertThat(HttpTimes.serverDate(headers("Date", "noon"))).isEmpty();
    assertThat(HttpTimes.serverDate(headers())).isEmpty();
  }

  @Test
  void retryAfterMayBeSeconds() {
    assertThat(retryAfter("Retry-After", " 7 ")).contains(Duration.ofSeconds(7));
    assertThat(retryAfter("Retry-After", "0")).contains(Duration.ZERO);
  }

  @Test
  void retryAfterMayBeADateByTheServersClock() {
    assertThat(retryAfter("Date", NOON, "Retry-After", HALF_A_MINUTE_LATER))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void theLocalClockStandsInForAMissingDate() {
    assertThat(retryAfter("Retry-After", HALF_A_MINUTE_LATER)).contains(Duration.ofSeconds(10));
  }

  @Test
  void aDateThatIsPastMeansNow() {
    assertThat(retryAfter("Date", HALF_A_MINUTE_LATER, "Retry-After", NOON))
        .contains(Duration.ZERO);
  }

  @Test
  void nonsenseCountsAsAbsent() {
    assertThat(retryAfter("Retry-After", "-1")).isEmpty();
    assertThat(retryAfter("Retry-After", "soon")).isEmpty();
    assertThat(retryAfter("Retry-After", "99999999999999999999")).isEmpty();
    assertThat(retryAfter()).isEmpty();
  }
}
