/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Partition columns, whose values the log keeps as texts. */
final class PartitionFeatures {
  private static final List<String> OF_EVERY_TYPE =
      List.of("b", "i8", "i16", "i32", "i64", "f", "d", "dec", "day", "ts", "ntz", "text");
  private static final List<String> TEXTS =
      Arrays.asList(
          null,
          "",
          " ",
          "a b",
          "a/b",
          "50%",
          "a%20b",
          "a:b",
          "a=b",
          "a+b",
          "a?b#c",
          "a&b",
          "\"q\"",
          "it's",
          "{x}",
          "[x]",
          "a\\b",
          "tab\tb",
          "grüße",
          "日本語",
          "😀",
          "~^|<>*",
          "__HIVE_DEFAULT_PARTITION");

  private PartitionFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "feature-partition-types",
        "A partition column of every type, with extreme values and nulls.",
        OF_EVERY_TYPE,
        PartitionFeatures::everyType);
    workshop.table(
        "feature-partition-texts",
        "Partition values with characters that paths and the log escape. An empty text is a null to"
            + " delta-spark, as in Hive.",
        List.of("text"),
        PartitionFeatures::texts);
    workshop.table(
        "feature-partition-timestamps",
        "Timestamps as partition values: written in UTC, and without a zone by a session in UTC.",
        List.of("ts"),
        PartitionFeatures::timestamps);
    workshop.table(
        "feature-partition-binary",
        "A binary partition column.",
        List.of("bytes"),
        PartitionFeatures::binary);
  }

  private static void everyType(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f FLOAT,"
            + " d DOUBLE, dec DECIMAL(38, 10), day DATE, ts TIMESTAMP, ntz TIMESTAMP_NTZ, text STRING)"
            + " USING delta PARTITIONED BY ("
            + String.join(", ", OF_EVERY_TYPE)
            + ")");
    table.insert(
        List.of(
            row(
                1,
                true,
                Byte.MAX_VALUE,
                Short.MAX_VALUE,
                Integer.MAX_VALUE,
                Long.MAX_VALUE,
                1.5f,
                0.1,
                "1.5"),
            row(
                2,
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Float.NaN,
                Double.NEGATIVE_INFINITY,
                "-9999999999999999999999999999.9999999999"),
            row(
                3,
                false,
                (byte) 0,
                (short) 0,
                0,
                0L,
                Float.MIN_VALUE,
                Double.MAX_VALUE,
                "0.0000000001"),
            nulls(4)));
    Map<String, Object> odd =
        Map.of("f", Float.POSITIVE_INFINITY, "d", Double.NaN, "text", "later");
    TableRow row = nulls(5);
    for (Map.Entry<String, Object> it : odd.entrySet()) {
      row = row.with(it.getKey(), it.getValue());
    }
    table.insert(List.of(row));
  }

  private static TableRow row(
      long id, boolean b, byte i8, short i16, int i32, long i64, float f, double d, String dec) {
    LocalDateTime time = LocalDateTime.of(2026, 3, 29, 2, 30).plusNanos(id * 1000);
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
        "dec",
        new BigDecimal(dec).setScale(10),
        "day",
        LocalDate.of(1969, 12, 31).plusDays(id * 7000),
        "ts",
        Instant.parse("1999-12-31T23:59:59.999999Z").plusSeconds(id),
        "ntz",
        time,
        "text",
        "text-" + id);
  }

  private static TableRow nulls(long id) {
    TableRow row = TableRow.of("id", id);
    for (String column : OF_EVERY_TYPE) {
      row = row.with(column, null);
    }
    return row;
  }

  private static void texts(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, text STRING) USING delta PARTITIONED BY (text)"
            + " TBLPROPERTIES ('delta.checkpointInterval' = '2')");
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      rows.add(TableRow.of("id", (long) i, "text", TEXTS.get(i)));
    }
    table.insertAs(rows, PartitionFeatures::emptyIsNull);
    // Once by a checkpoint, once by the commit.
    table.insertAs(
        rows.stream().map(it -> it.with("id", it.id() + 100)).toList(),
        PartitionFeatures::emptyIsNull);
    table.insertAs(
        rows.stream().map(it -> it.with("id", it.id() + 200)).toList(),
        PartitionFeatures::emptyIsNull);
  }

  private static TableRow emptyIsNull(TableRow row) {
    return "".equals(row.get("text")) ? row.with("text", null) : row;
  }

  private static void timestamps(WrittenTable table) throws IOException {
    table.create("CREATE TABLE {table} (id BIGINT, ts TIMESTAMP) USING delta PARTITIONED BY (ts)");
    List<Instant> times = new ArrayList<>();
    for (String text :
        List.of(
            "2026-03-29T01:30:00Z",
            "2026-10-25T00:30:00.5Z",
            "1969-12-31T23:59:59.999999Z",
            "1900-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
            "2026-01-31T12:00:00.000001Z")) {
      times.add(Instant.parse(text));
    }
    times.add(null);
    long id = 0;
    for (String utc : List.of("true", "false")) {
      table.set("spark.databricks.delta.write.utcTimestampPartitionValues", utc);
      for (String zone :
          utc.equals("true")
              ? List.of("America/Los_Angeles", "Asia/Kolkata", "UTC")
              : List.of("UTC")) {
        table.set("spark.sql.session.timeZone", zone);
        List<TableRow> rows = new ArrayList<>();
        for (Instant time : times) {
          rows.add(TableRow.of("id", id++, "ts", time));
        }
        table.insert(rows);
      }
    }
  }

  private static void binary(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, bytes BINARY) USING delta PARTITIONED BY (bytes)");
    table.insert(
        List.of(
            TableRow.of("id", 1L, "bytes", new byte[] {'a', 'b'}),
            TableRow.of("id", 2L, "bytes", null)));
  }
}
