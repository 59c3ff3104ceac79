/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Values of every type, at their extremes and null, at every depth. */
final class TypeFeatures {
  private static final List<String> TIMES =
      List.of(
          "0001-01-01T00:00:00",
          "1582-10-04T12:00:00",
          "1582-10-15T00:00:00",
          "1883-11-18T12:03:57",
          "1969-12-31T23:59:59.999",
          "1970-01-01T00:00:00",
          "2026-03-29T02:30:00",
          "2026-10-25T02:30:00.5",
          "2026-01-31T12:00:00.123",
          "9999-12-31T23:59:59.999");
  private static final List<String> MICRO_TIMES =
      List.of(
          "1969-12-31T23:59:59.999999", "1970-01-01T00:00:00.000001", "2262-04-12T00:00:00.123456");
  private static final int[][] DECIMALS = {
    {1, 0}, {4, 4}, {9, 2}, {10, 0}, {18, 18}, {19, 0}, {20, 5}, {38, 0}, {38, 10}, {38, 38}
  };

  private TypeFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table("feature-types", "Every simple type.", TypeFeatures::simple);
    for (boolean legacy : List.of(false, true)) {
      workshop.table(
          legacy ? "feature-decimals-legacy" : "feature-decimals",
          "Decimals of many precisions" + (legacy ? ", as fixed arrays in the files." : "."),
          it -> decimals(it, legacy));
    }
    for (String kind : List.of("INT96", "TIMESTAMP_MICROS", "TIMESTAMP_MILLIS")) {
      workshop.table(
          "feature-timestamps-" + kind.toLowerCase(Locale.ROOT).replace("timestamp_", ""),
          "Timestamps in files as " + kind + ", written by sessions in several zones.",
          it -> timestamps(it, kind));
    }
    workshop.table(
        "feature-timestamp-ntz", "Timestamps without a zone.", TypeFeatures::timestampNtz);
    workshop.table(
        "feature-nested",
        "Nested types, with nulls and empties at every level.",
        TypeFeatures::nested);
    workshop.table("feature-char-varchar", "Texts of a bounded length.", TypeFeatures::charVarchar);
  }

  private static void simple(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f FLOAT,"
            + " d DOUBLE, text STRING, bytes BINARY, day DATE) USING delta");
    table.insert(
        List.of(
            row(
                1,
                true,
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                Float.MAX_VALUE,
                Double.MAX_VALUE,
                "grüße 日本語 😀",
                "9999-12-31"),
            row(
                2,
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                -Float.MIN_VALUE,
                Double.MIN_VALUE,
                "",
                "0001-01-01"),
            row(3, true, (byte) 0, (short) 0, 0, 0L, Float.NaN, Double.NaN, " \0\n", "1582-10-04"),
            row(4, false, (byte) -1, (short) -1, -1, -1L, -0.0f, -0.0, "null", "1582-10-15"),
            row(
                5,
                true,
                (byte) 1,
                (short) 1,
                1,
                1L,
                Float.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "x".repeat(300),
                "1969-12-31"),
            nulls(6, "b", "i8", "i16", "i32", "i64", "f", "d", "text", "bytes", "day")));
    // A file of nulls only.
    table.insert(
        List.of(nulls(7, "b", "i8", "i16", "i32", "i64", "f", "d", "text", "bytes", "day")));
  }

  private static TableRow row(
      long id,
      boolean b,
      byte i8,
      short i16,
      int i32,
      long i64,
      float f,
      double d,
      String text,
      String day) {
    return TableRow.of(
        "id",
        id,
        "b",
        b,
        "i8",
        i8,
        "i16",
        i16,
        "i32",
        i32,
        "i64",
        i64,
        "f",
        f,
        "d",
        d,
        "text",
        text,
        "bytes",
        text.getBytes(StandardCharsets.UTF_16BE),
        "day",
        LocalDate.parse(day));
  }

  private static TableRow nulls(long id, String... columns) {
    TableRow row = TableRow.of("id", id);
    for (String column : columns) {
      row = row.with(column, null);
    }
    return row;
  }

  private static void decimals(WrittenTable table, boolean legacy) throws IOException {
    StringBuilder columns = new StringBuilder("id BIGINT");
    for (int[] it : DECIMALS) {
      columns.append(", d").append(it[0]).append('_').append(it[1]);
      columns.append(" DECIMAL(").append(it[0]).append(", ").append(it[1]).append(')');
    }
    table.set("spark.sql.parquet.writeLegacyFormat", String.valueOf(legacy));
    table.create("CREATE TABLE {table} (" + columns + ") USING delta");
    List<TableRow> rows = new ArrayList<>();
    for (String digits : List.of("9".repeat(38), "-" + "9".repeat(38), "0", "1", "-1", "null")) {
      TableRow row = TableRow.of("id", (long) rows.size());
      for (int[] it : DECIMALS) {
        row = row.with("d" + it[0] + "_" + it[1], decimal(digits, it[0], it[1]));
      }
      rows.add(row);
    }
    table.insert(rows);
  }

  private static BigDecimal decimal(String digits, int precision, int scale) {
    if (digits.equals("null")) {
      return null;
    }
    int length = Math.min(digits.length(), precision + (digits.startsWith("-") ? 1 : 0));
    return new BigDecimal(new BigInteger(digits.substring(0, length)), scale);
  }

  private static void timestamps(WrittenTable table, String kind) throws IOException {
    table.set("spark.sql.parquet.outputTimestampType", kind);
    table.create(
        "CREATE TABLE {table} (id BIGINT, ts TIMESTAMP, all ARRAY<TIMESTAMP>) USING delta");
    List<String> texts = new ArrayList<>(TIMES);
    if (!kind.equals("TIMESTAMP_MILLIS")) {
      texts.addAll(MICRO_TIMES);
    }
    List<Instant> times = texts.stream().map(it -> Instant.parse(it + "Z")).toList();
    long id = 0;
    for (String zone : List.of("UTC", "America/New_York", "Asia/Kolkata")) {
      table.set("spark.sql.session.timeZone", zone);
      List<TableRow> rows = new ArrayList<>();
      for (Instant time : times) {
        rows.add(TableRow.of("id", id++, "ts", time, "all", times));
      }
      rows.add(TableRow.of("id", id++, "ts", null, "all", null));
      table.insert(rows);
    }
  }

  private static void timestampNtz(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, ntz TIMESTAMP_NTZ, all MAP<TIMESTAMP_NTZ, DATE>) USING delta");
    List<TableRow> rows = new ArrayList<>();
    for (List<String> texts : List.of(TIMES, MICRO_TIMES)) {
      for (String text : texts) {
        LocalDateTime time = LocalDateTime.parse(text);
        rows.add(
            TableRow.of(
                "id", (long) rows.size(), "ntz", time, "all", Map.of(time, time.toLocalDate())));
      }
    }
    rows.add(TableRow.of("id", (long) rows.size(), "ntz", null, "all", null));
    table.set("spark.sql.session.timeZone", "America/New_York").insert(rows);
  }

  private static void nested(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT,"
            + " s STRUCT<a: INT, s: STRUCT<b: STRING, l: ARRAY<INT>>>,"
            + " ll ARRAY<ARRAY<STRING>>,"
            + " ls ARRAY<STRUCT<k: STRING, m: MAP<STRING, INT>>>,"
            + " ml MAP<STRING, ARRAY<DECIMAL(20, 2)>>,"
            + " mm MAP<INT, MAP<STRING, STRUCT<x: DOUBLE>>>) USING delta");
    table.insert(NestedRows.all());
    table.insert(List.of(nulls(100, "s", "ll", "ls", "ml", "mm")));
  }

  private static void charVarchar(WrittenTable table) throws IOException {
    table.create("CREATE TABLE {table} (id BIGINT, c CHAR(3), v VARCHAR(5)) USING delta");
    // No CHAR is shorter than it may be: whether Spark fills it up hangs on how it is written.
    table.insert(
        List.of(
            TableRow.of("id", 1L, "c", "a b", "v", "bc"),
            TableRow.of("id", 2L, "c", "abc", "v", "abcde"),
            TableRow.of("id", 3L, "c", null, "v", "")));
  }
}
