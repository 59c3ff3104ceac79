/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Dates and times that were counted by the calendar that Spark 2 had. */
final class CalendarFeatures {
  /** Those between 1582-10-04 and 1582-10-15 are not in it. */
  private static final List<String> LOCAL_TIMES =
      List.of(
          "0001-01-01T00:00:00",
          "0001-01-03T12:00:00",
          "1000-02-28T23:59:59",
          "1200-03-01T06:07:08.123456",
          "1500-02-28T00:00:00",
          "1500-03-01T00:00:00",
          "1582-10-04T23:59:59.999999",
          "1582-10-15T00:00:00",
          "1700-02-28T12:00:00",
          "1883-11-17T12:00:00",
          "1899-12-31T23:59:59.999999",
          "1900-01-01T00:00:00",
          "1945-08-14T19:00:00",
          "2026-01-31T12:00:00.5");

  /**
   * Of other zones Spark does not write what is read again, as it counts by tables of an older time
   * zone database (Asia/Manila), or takes the day on which the calendars part for one of UTC
   * (+05:45).
   */
  private static final List<String> ZONES =
      List.of("UTC", "America/Los_Angeles", "Europe/Amsterdam");

  private CalendarFeatures() {}

  static void write(Workshop workshop) throws IOException {
    for (String kind : List.of("INT96", "TIMESTAMP_MICROS")) {
      workshop.table(
          "feature-calendar-" + kind.toLowerCase(Locale.ROOT).replace("timestamp_", ""),
          "Dates and timestamps as " + kind + " by the calendar of Spark 2 and by today's.",
          it -> rows(it, kind));
    }
  }

  private static void rows(WrittenTable table, String kind) throws IOException {
    table.set("spark.sql.parquet.outputTimestampType", kind);
    table.create(
        "CREATE TABLE {table} (id BIGINT, day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ,"
            + " all MAP<DATE, STRUCT<ts: TIMESTAMP>>) USING delta");
    long id = 0;
    for (String zone : ZONES) {
      table.set("spark.sql.session.timeZone", zone);
      for (List<String> modes :
          List.of(
              List.of("LEGACY", "LEGACY"),
              List.of("LEGACY", "CORRECTED"),
              List.of("CORRECTED", "LEGACY"))) {
        table.set("spark.sql.parquet.datetimeRebaseModeInWrite", modes.get(0));
        table.set("spark.sql.parquet.int96RebaseModeInWrite", modes.get(1));
        List<TableRow> rows = new ArrayList<>();
        for (String text : LOCAL_TIMES) {
          rows.add(row(id++, LocalDateTime.parse(text), ZoneId.of(zone)));
        }
        table.insert(rows);
      }
    }
  }

  private static TableRow row(long id, LocalDateTime time, ZoneId zone) {
    LocalDate day = time.toLocalDate();
    Instant instant = time.atZone(zone).toInstant();
    return TableRow.of(
        "id", id,
        "day", day,
        "ts", instant,
        "ntz", time,
        "all", Map.of(day, TableRow.of("ts", instant)));
  }
}
