/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.concurrent.TimeUnit;

/**
 * Dates and times of partitions, which the log keeps as texts. Kernel reads them by {@code
 * java.sql}'s types, which move a time that the JVM's time zone skipped.
 */
final class PartitionTimes {
  private static final int DATE_LENGTH = "2026-01-31".length();

  private PartitionTimes() {}

  /** Days since the epoch of {@code 2026-01-31}. */
  static int days(String text) {
    return Math.toIntExact(LocalDate.parse(text).toEpochDay());
  }

  /**
   * Microseconds since the epoch of {@code 2026-01-31 12:00:00[.123456]}, which is UTC, of an ISO
   * 8601 time with its zone, or of the day's beginning where a column of dates was widened.
   *
   * @throws ArithmeticException if there is no such number
   */
  static long micros(String text) {
    if (text.length() == DATE_LENGTH) {
      return Math.multiplyExact(LocalDate.parse(text).toEpochDay(), TimeUnit.DAYS.toMicros(1));
    }
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
    Instant instant =
        parsed instanceof OffsetDateTime zoned
            ? zoned.toInstant()
            : ((LocalDateTime) parsed).toInstant(ZoneOffset.UTC);
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toMicros(1)),
        TimeUnit.NANOSECONDS.toMicros(instant.getNano()));
  }
}
