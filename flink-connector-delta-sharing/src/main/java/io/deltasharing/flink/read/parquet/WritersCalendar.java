/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
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
 * @param zone in which it made instants of local times
 */
record WritersCalendar(boolean hybrid, boolean hybridInt96, ZoneId zone) {
  /** Today's, for all times. */
  static final WritersCalendar PROLEPTIC = new WritersCalendar(false, false, ZoneOffset.UTC);

  /** Days from here on are the same by both calendars. */
  static final int FIRST_DAY_ALIKE = Math.toIntExact(LocalDate.of(1582, 10, 15).toEpochDay());

  /** Instants from here on, in micros. */
  static final long FIRST_MICROS_ALIKE =
      Instant.parse("1900-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

  /** More than any zone's offset. */
  private static final long TWO_DAYS_OF_MICROS = 2 * 86_400_000_000L;

  /** What dates, times and INT96 are read as. */
  private static final Set<LogicalTypeRoot> TIMES =
      Set.of(
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
          LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  private static final String SPARK = "org.apache.spark.";
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");
  private static final int VERSION_FACTOR = 10_000;
  private static final int VERSION_3_0 = 3 * VERSION_FACTOR;
  private static final int VERSION_3_1 = VERSION_3_0 + 1;

  /**
   * As the footer says.
   *
   * @throws MalformedFileException if what it says makes no sense
   */
  static WritersCalendar of(@Nullable List<KeyValue> footer) throws MalformedFileException {
    Map<String, String> said = new HashMap<>();
    if (footer != null) {
      // A key without a value is there as well.
      footer.forEach(it -> said.put(it.getKey(), it.isSetValue() ? it.getValue() : ""));
    }
    int version = sparkVersion(said);
    boolean hybrid = version < VERSION_3_0 || said.containsKey(SPARK + "legacyDateTime");
    boolean hybridInt96 = version < VERSION_3_1 || said.containsKey(SPARK + "legacyINT96");
    return hybrid || hybridInt96
        ? new WritersCalendar(hybrid, hybridInt96, zone(said.get(SPARK + "timeZone")))
        : PROLEPTIC;
  }

  /** The largest number for writers that are not Spark, the smallest for those that do not say. */
  private static int sparkVersion(Map<String, String> said) throws MalformedFileException {
    String version = said.get(SPARK + "version");
    if (version == null) {
      // Up to 2.4.5 it wrote the schema only.
      return said.containsKey(SPARK + "sql.parquet.row.metadata") ? 0 : Integer.MAX_VALUE;
    }
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.matches()) {
      throw new MalformedFileException(
          "it says that it was written by Spark '" + version + "', which is no version");
    }
    return Integer.parseInt(matcher.group(1)) * VERSION_FACTOR + Integer.parseInt(matcher.group(2));
  }

  private static ZoneId zone(@Nullable String said) throws MalformedFileException {
    if (said == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(said, ZoneId.SHORT_IDS);
    } catch (DateTimeException e) {
      throw new MalformedFileException(
          "it says that its times were written in the zone '" + said + "', which there is not", e);
    }
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

  /** Whether what was written of a type, or within it, was surely counted by today's calendar. */
  boolean isTodaysFor(LogicalType type) {
    return (!hybrid && !hybridInt96)
        || (!TIMES.contains(type.getTypeRoot())
            && type.getChildren().stream().allMatch(this::isTodaysFor));
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
