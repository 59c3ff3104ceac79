/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.parquet.format.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * By which calendar the writer of a file counted. Spark before 3.0 (for INT96, before 3.1), and
 * later ones that were told to, took days before 1582-10-15 for Julian ones, and offsets of zones
 * before 1900 for those of later years. What Spark says of it in a footer: <a
 * href="https://github.com/apache/spark/blob/master/sql/core/src/main/scala/org/apache/spark/sql/execution/datasources/DataSourceUtils.scala">
 * DataSourceUtils</a>.
 *
 * @param hybrid whether it did so
 * @param hybridInt96 whether it did so where it wrote INT96
 * @param zone in which it made instants of local times, as {@link java.util.TimeZone} calls it;
 *     what that does not know, such as "+08:00", is UTC, for the writer too
 */
record WritersCalendar(boolean hybrid, boolean hybridInt96, String zone) {
  private static final String UTC = "UTC";

  /** Today's, for all times. */
  static final WritersCalendar PROLEPTIC = new WritersCalendar(false, false, UTC);

  /** Days from here on are the same by both calendars. */
  static final int FIRST_DAY_ALIKE = Math.toIntExact(LocalDate.of(1582, 10, 15).toEpochDay());

  /** Instants from here on, in micros. */
  static final long FIRST_MICROS_ALIKE =
      Instant.parse("1900-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

  /** More than any zone's offset. */
  private static final long TWO_DAYS_OF_MICROS = 2 * 86_400_000_000L;

  private static final String SPARK = "org.apache.spark.";
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

  /** Of parquet-java, under its old name. */
  private static final Pattern LIBRARY_OF_SPARK_2 =
      Pattern.compile("parquet-mr version 1\\.(?:[0-9]|10)\\.");

  private static final int VERSION_FACTOR = 10_000;
  private static final int VERSION_3_0 = 3 * VERSION_FACTOR;
  private static final int VERSION_3_1 = VERSION_3_0 + 1;

  /**
   * As the footer says.
   *
   * @param keyValues from it; null if it has none
   * @param createdBy what it says of the library that wrote it; null if nothing
   */
  static WritersCalendar of(@Nullable List<KeyValue> keyValues, @Nullable String createdBy) {
    Map<String, String> said = new HashMap<>();
    if (keyValues != null) {
      // A key without a value is there as well.
      keyValues.forEach(it -> said.put(it.getKey(), it.isSetValue() ? it.getValue() : ""));
    }
    int version = sparkVersion(said, createdBy);
    return new WritersCalendar(
        version < VERSION_3_0 || said.containsKey(SPARK + "legacyDateTime"),
        version < VERSION_3_1 || said.containsKey(SPARK + "legacyINT96"),
        said.getOrDefault(SPARK + "timeZone", UTC));
  }

  /** The largest number for writers that are not Spark, the smallest for those that do not say. */
  private static int sparkVersion(Map<String, String> said, @Nullable String createdBy) {
    String version = said.get(SPARK + "version");
    if (version == null) {
      // Spark up to 2.4.5 wrote its schema only; others that do, with other libraries, are not it.
      boolean isOld =
          said.containsKey(SPARK + "sql.parquet.row.metadata")
              && createdBy != null
              && LIBRARY_OF_SPARK_2.matcher(createdBy).lookingAt();
      return isOld ? 0 : Integer.MAX_VALUE;
    }
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      // As Spark does.
      return version.compareTo("3.0.0") < 0 ? 0 : Integer.MAX_VALUE;
    }
    return Integer.parseInt(matcher.group(1)) * VERSION_FACTOR + Integer.parseInt(matcher.group(2));
  }

  /** Opens days of a page, as today's calendar has them. */
  IntSource.Factory days(IntSource.Factory stored) {
    return hybrid ? page -> new HybridDays(stored.open(page)) : stored;
  }

  /** Opens instants of a page in micros, as today's calendar has them. */
  LongSource.Factory instants(LongSource.Factory stored) {
    return hybrid ? rebased(stored) : stored;
  }

  /** The same of INT96. */
  LongSource.Factory int96(LongSource.Factory stored) {
    return hybridInt96 ? rebased(stored) : stored;
  }

  private LongSource.Factory rebased(LongSource.Factory stored) {
    return page -> new HybridInstants(stored.open(page), zone);
  }

  /** Whether what is read as a type, or within it, was surely counted by today's calendar. */
  boolean isTodaysFor(LogicalType type) {
    return switch (type.getTypeRoot()) {
      // Times without a zone may have been dates when the file was written.
      case DATE, TIMESTAMP_WITHOUT_TIME_ZONE -> !hybrid;
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> !hybrid && !hybridInt96;
      default -> type.getChildren().stream().allMatch(this::isTodaysFor);
    };
  }

  /** Whether a day bounds others as it is stored. */
  boolean isBoundOfDays(long day) {
    return !hybrid || day >= FIRST_DAY_ALIKE;
  }

  /** Whether an instant does, in micros. */
  boolean isBoundOfInstants(long micros) {
    return !hybrid || micros >= FIRST_MICROS_ALIKE + TWO_DAYS_OF_MICROS;
  }
}
