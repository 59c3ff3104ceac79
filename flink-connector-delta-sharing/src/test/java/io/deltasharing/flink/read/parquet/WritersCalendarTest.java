/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Old dates and times are read by the calendar of the file's writer. */
class WritersCalendarTest {
  private static final Map<String, String> SPARK_2 = Map.of("org.apache.spark.version", "2.4.8");

  /** As they stand in the file, if today's calendar is taken for its own. */
  private static final List<LocalDate> STORED =
      dates("0000-12-30", "1000-03-05", "1500-03-10", "1582-10-14", "1582-10-15", "2026-01-31");

  /** What the writer meant; but for the third, 1500-02-29, which today's calendar does not have. */
  private static final List<LocalDate> MEANT =
      dates("0001-01-01", "1000-02-28", "1500-03-01", "1582-10-04", "1582-10-15", "2026-01-31");

  private static final List<Instant> STORED_TIMES = midnights(STORED);
  private static final List<Instant> MEANT_TIMES = midnights(MEANT);

  @Test
  void datesAndTimesOfSpark2AreThoseOfItsCalendar() throws IOException {
    WrittenFile file = written(SPARK_2, WrittenFile.Encoded.PLAIN);
    assertThat(read(file)).isEqualTo(rows(MEANT, MEANT_TIMES, MEANT_TIMES));
  }

  @Test
  void alsoWhereTheyStandInADictionary() throws IOException {
    WrittenFile file = written(SPARK_2, WrittenFile.Encoded.DICTIONARY_V2);
    assertThat(read(file)).isEqualTo(rows(MEANT, MEANT_TIMES, MEANT_TIMES));
  }

  @ParameterizedTest
  @CsvSource({
    // The version, or none; another key; whether days and micros are rebased; and INT96.
    "2.4.6, , true, true",
    "2.4.8-amzn-1, , true, true",
    ", , false, false",
    // Not of the library that wrote this file: see below.
    ", sql.parquet.row.metadata, false, false",
    "3, , true, true",
    "3.0.3, , false, true",
    "3.0.3, legacyDateTime, true, true",
    "3.1.0, , false, false",
    "3.10.0, , false, false",
    "4.1.0, , false, false",
    "4.1.0, legacyDateTime, true, false",
    "4.1.0, legacyINT96, false, true",
    "4.1.0, sql.parquet.row.metadata, false, false",
  })
  void theFooterSaysWhichCalendarItIs(
      @Nullable String version, @Nullable String key, boolean hybrid, boolean hybridInt96)
      throws IOException {
    Map<String, String> footer = new HashMap<>();
    if (version != null) {
      footer.put("org.apache.spark.version", version);
    }
    if (key != null) {
      footer.put("org.apache.spark." + key, "");
    }
    assertThat(read(written(footer, WrittenFile.Encoded.PLAIN)))
        .isEqualTo(
            rows(
                hybrid ? MEANT : STORED,
                hybrid ? MEANT_TIMES : STORED_TIMES,
                hybridInt96 ? MEANT_TIMES : STORED_TIMES));
  }

  /** Spark up to 2.4.5 wrote no version, and is known by its schema and its library. */
  @ParameterizedTest
  @CsvSource({
    "parquet-mr version 1.8.1 (build 4aba4dae7bb0d4edbcf7923ae1339f28fd3f7fcf), true",
    "parquet-mr version 1.10.1-databricks-0006 (build d0af3fb), true",
    "parquet-mr version 1.11.0 (build 18519eb), false",
    "parquet-mr compatible Photon version 0.3, false",
    "Parquet.Net, false",
    ", false",
  })
  void withoutAVersionTheLibrarySaysWhichCalendarItIs(@Nullable String createdBy, boolean hybrid) {
    List<KeyValue> schema = List.of(new KeyValue("org.apache.spark.sql.parquet.row.metadata"));
    assertThat(WritersCalendar.of(schema, createdBy))
        .isEqualTo(new WritersCalendar(hybrid, hybrid, "UTC"));
    assertThat(WritersCalendar.of(null, createdBy)).isEqualTo(WritersCalendar.PROLEPTIC);
  }

  @ParameterizedTest
  @CsvSource({
    // It had its own time until 1883, of which Spark 2 knew nothing.
    "America/Los_Angeles, 1850-01-01T08:00:00.000001Z, 1850-01-01T07:52:58.000001Z",
    // Clocks were put back then: the second of two such times.
    "Asia/Kolkata, 1869-12-31T18:00:00Z, 1869-12-31T18:08:50Z",
    "GMT+8:00, 1850-01-01T00:00:00Z, 1850-01-01T00:00:00Z",
    "UTC+8, 1850-01-01T00:00:00Z, 1850-01-01T00:00:00Z",
    "+08:00, 1000-02-28T18:00:00Z, 1000-02-23T18:00:00Z",
  })
  void localTimesAreThoseOfTheWritersZone(String zone, String stored, String meant)
      throws IOException {
    Map<String, String> footer =
        Map.of(
            "org.apache.spark.version", "3.5.1",
            "org.apache.spark.legacyDateTime", "",
            "org.apache.spark.timeZone", zone);
    TestColumn times = time("t", "%s int64 NAME (TIMESTAMP(MICROS,true))", List.of(stored));
    WrittenFile file = written(List.of(times), 1, footer, WrittenFile.Encoded.PLAIN);
    assertThat(read(file)).isEqualTo(List.of(List.of(Instant.parse(meant))));
  }

  @Test
  void daysThatAreTimesByNowAreRebasedToo() throws IOException {
    Iterator<LocalDate> days = STORED.iterator();
    TestColumn times =
        new TestColumn(
            "d", "%s int32 NAME (DATE)", "\"timestamp_ntz\"", random -> days.next(), true);
    WrittenFile file = written(List.of(times), STORED.size(), SPARK_2, WrittenFile.Encoded.PLAIN);
    assertThat(read(file)).isEqualTo(MEANT.stream().map(it -> List.of(it.atStartOfDay())).toList());
  }

  /** The bounds in the file are those of what is stored. */
  @Test
  void oldValuesAreFoundByFilters() throws IOException {
    for (int row = 0; row < MEANT.size(); row++) {
      WrittenFile file = written(SPARK_2, WrittenFile.Encoded.PLAIN, List.of(STORED.get(row)));
      TableDefinition table = WrittenFile.table(file.columns());
      Value day = new Value.Whole(Value.Unit.DAYS, MEANT.get(row).toEpochDay());
      Value time =
          new Value.Whole(Value.Unit.MICROS, MEANT_TIMES.get(row).getEpochSecond() * 1_000_000);
      for (Predicate predicate : List.of(equal("d", day), equal("t", time), equal("i", time))) {
        assertThat(ReadFile.filtered(table, file.bytes(), predicate))
            .as("%s", predicate)
            .isEqualTo(Map.of(0L, read(file).get(0)));
      }
    }
  }

  /** Where old values and new ones stand in a page or a row group, one bound is left of it. */
  @Test
  void filtersKeepRowsOfPagesWithOldValuesAndNewOnes() throws IOException {
    int each = 25;
    Iterator<LocalDate> days =
        STORED.stream().flatMap(it -> Collections.nCopies(each, it).stream()).iterator();
    WrittenFile file =
        WrittenFile.write(
            List.of(
                new TestColumn("d", "%s int32 NAME (DATE)", "\"date\"", r -> days.next(), true)),
            each * STORED.size(),
            WrittenFile.Encoded.PLAIN,
            CompressionCodecName.SNAPPY,
            WrittenFile.Nulls.NEVER,
            WrittenFile.Sizes.MANY_GROUPS,
            5,
            SPARK_2);
    TableDefinition table = WrittenFile.table(file.columns());
    PredicateTruth truth = new PredicateTruth(List.of("d"));
    for (LocalDate day : MEANT) {
      for (Predicate.Operator operator : Predicate.Operator.values()) {
        Predicate predicate =
            new Predicate.Comparison(
                Column.of("d"), operator, new Value.Whole(Value.Unit.DAYS, day.toEpochDay()));
        List<Long> expected =
            LongStream.range(0, each * (long) MEANT.size())
                .filter(it -> truth.satisfies(List.of(MEANT.get((int) it / each)), predicate))
                .boxed()
                .toList();
        assertThat(ReadFile.filtered(table, file.bytes(), predicate).keySet())
            .as("%s", predicate)
            .containsExactlyElementsOf(expected);
      }
    }
  }

  private static Predicate equal(String column, Value value) {
    return new Predicate.Comparison(Column.of(column), Predicate.Operator.EQ, value);
  }

  private static WrittenFile written(Map<String, String> footer, WrittenFile.Encoded encoded)
      throws IOException {
    return written(footer, encoded, STORED);
  }

  private static WrittenFile written(
      Map<String, String> footer, WrittenFile.Encoded encoded, List<LocalDate> stored)
      throws IOException {
    Iterator<LocalDate> days = stored.iterator();
    List<String> times = midnights(stored).stream().map(Instant::toString).toList();
    return written(
        List.of(
            new TestColumn("d", "%s int32 NAME (DATE)", "\"date\"", random -> days.next(), true),
            time("t", "%s int64 NAME (TIMESTAMP(MICROS,true))", times),
            time("i", "%s int96 NAME", times)),
        stored.size(),
        footer,
        encoded);
  }

  private static TestColumn time(String name, String field, List<String> times) {
    Iterator<String> stored = times.iterator();
    return new TestColumn(
        name, field, "\"timestamp\"", random -> Instant.parse(stored.next()), true);
  }

  private static WrittenFile written(
      List<TestColumn> columns, int rows, Map<String, String> footer, WrittenFile.Encoded encoded)
      throws IOException {
    return WrittenFile.write(
        columns,
        rows,
        encoded,
        CompressionCodecName.SNAPPY,
        WrittenFile.Nulls.NEVER,
        WrittenFile.Sizes.ONE_PAGE,
        5,
        footer);
  }

  private static List<List<@Nullable Object>> read(WrittenFile file) throws IOException {
    return ReadFile.byOurs(WrittenFile.table(file.columns()), file.bytes());
  }

  private static List<List<Object>> rows(
      List<LocalDate> days, List<Instant> times, List<Instant> int96) {
    return IntStream.range(0, days.size())
        .mapToObj(it -> List.<Object>of(days.get(it), times.get(it), int96.get(it)))
        .toList();
  }

  private static List<LocalDate> dates(String... texts) {
    return List.of(texts).stream().map(LocalDate::parse).toList();
  }

  private static List<Instant> midnights(List<LocalDate> days) {
    return days.stream().map(it -> it.atStartOfDay(ZoneOffset.UTC).toInstant()).toList();
  }
}
