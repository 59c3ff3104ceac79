/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Micros since 1970 of local times that were dates of the Julian calendar before 1582-10-15, and
 * had a later offset of their zone before 1900: makes them today's of the same local time. One
 * thread.
 */
final class HybridInstants implements LongSource {
  private static final long MICROS_PER_MILLI = 1_000;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private final LongSource source;
  private final ZoneId zone;
  private final GregorianCalendar hybrid;

  /** The last that was found: the same instant is often there again. */
  private long lastStored = WritersCalendar.FIRST_MICROS_ALIKE;

  private long lastFound = WritersCalendar.FIRST_MICROS_ALIKE;

  /**
   * @param zone as {@link TimeZone} calls it
   */
  HybridInstants(LongSource source, String zone) {
    TimeZone both = TimeZone.getTimeZone(zone);
    this.source = source;
    this.zone = both.toZoneId();
    this.hybrid = new GregorianCalendar(both, Locale.ROOT);
  }

  @Override
  public void read(long[] out, int at, int count) throws IOException {
    source.read(out, at, count);
    for (int i = at; i < at + count; i++) {
      if (out[i] < WritersCalendar.FIRST_MICROS_ALIKE) {
        out[i] = found(out[i]);
      }
    }
  }

  @Override
  public void skip(int count) throws IOException {
    source.skip(count);
  }

  private long found(long stored) {
    if (stored != lastStored) {
      lastFound = micros(today(stored));
      lastStored = stored;
    }
    return lastFound;
  }

  private ZonedDateTime today(long stored) {
    hybrid.setTimeInMillis(Math.floorDiv(stored, MICROS_PER_MILLI));
    LocalDateTime local =
        HybridDays.date(hybrid)
            .atTime(
                hybrid.get(Calendar.HOUR_OF_DAY),
                hybrid.get(Calendar.MINUTE),
                hybrid.get(Calendar.SECOND),
                (int) Math.floorMod(stored, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    // Of two such times, as where clocks were put back, that with the offset of later years.
    return local.atZone(zone).withLaterOffsetAtOverlap();
  }

  private static long micros(ZonedDateTime time) {
    return Math.addExact(
        Math.multiplyExact(time.toEpochSecond(), MICROS_PER_SECOND),
        time.getNano() / NANOS_PER_MICRO);
  }
}
