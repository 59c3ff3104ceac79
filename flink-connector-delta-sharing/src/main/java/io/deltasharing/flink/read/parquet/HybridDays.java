/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;

/**
 * Days since 1970 that were counted by the Julian calendar before 1582-10-15: makes them today's of
 * the same year, month and day. One thread.
 */
final class HybridDays implements IntSource {
  private static final long MILLIS_PER_DAY = 86_400_000;

  private final IntSource source;
  private final GregorianCalendar hybrid =
      new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);

  /** The last that was found: the same day is often there again. */
  private int lastStored = WritersCalendar.FIRST_DAY_ALIKE;

  private int lastFound = WritersCalendar.FIRST_DAY_ALIKE;

  HybridDays(IntSource source) {
    this.source = source;
  }

  @Override
  public void read(int[] out, int at, int count) throws IOException {
    source.read(out, at, count);
    for (int i = at; i < at + count; i++) {
      if (out[i] < WritersCalendar.FIRST_DAY_ALIKE) {
        out[i] = found(out[i]);
      }
    }
  }

  @Override
  public void skip(int count) throws IOException {
    source.skip(count);
  }

  private int found(int stored) {
    if (stored != lastStored) {
      hybrid.setTimeInMillis(stored * MILLIS_PER_DAY);
      lastFound = Math.toIntExact(date(hybrid).toEpochDay());
      lastStored = stored;
    }
    return lastFound;
  }

  /** The date a calendar shows; the day behind it, if only the Julian one has it. */
  static LocalDate date(Calendar calendar) {
    int year = calendar.get(Calendar.YEAR);
    int properYear = calendar.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year;
    return LocalDate.of(properYear, calendar.get(Calendar.MONTH) + 1, 1)
        .plusDays(calendar.get(Calendar.DAY_OF_MONTH) - 1L);
  }
}
