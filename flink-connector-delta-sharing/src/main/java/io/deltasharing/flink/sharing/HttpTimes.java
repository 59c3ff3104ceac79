/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The times in an answer's headers. What cannot be read counts as absent. */
final class HttpTimes {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private HttpTimes() {}

  /** The server's own time when it answered, in whole seconds. */
  static Optional<Instant> serverDate(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(HttpTimes::date);
  }

  /**
   * {@code Retry-After}, in seconds or as a date. A date is compared with the server's own {@code
   * Date} so that a skewed local clock does no harm.
   *
   * @param localTime stands in for a missing {@code Date}
   */
  static Optional<Duration> retryAfter(HttpHeaders headers, Instant localTime) {
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(
            text ->
                SECONDS.matcher(text).matches()
                    ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
                    : date(text).map(date -> until(date, serverDate(headers).orElse(localTime))));
  }

  private static Duration until(Instant date, Instant now) {
    return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
