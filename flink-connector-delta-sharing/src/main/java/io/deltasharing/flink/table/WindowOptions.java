/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.source.enumerator.EndingPoint;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.StartingPoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;

/** Reads which part of a table's history is asked for, and says what contradicts itself. */
final class WindowOptions {
  /** Since 1973. */
  private static final int DIGITS_OF_MILLIS = 12;

  private final ReadableConfig options;
  private final boolean batch;
  private final ZoneId zone;

  /**
   * @param zone in which times are meant that do not say theirs
   */
  WindowOptions(ReadableConfig options, boolean batch, ZoneId zone) {
    this.options = options;
    this.batch = batch;
    this.zone = zone;
  }

  ReadWindow window() {
    Optional<StartingPoint> snapshot = snapshot();
    if (snapshot.isPresent()) {
      return new ReadWindow(snapshot.get(), new EndingPoint.WithSnapshot());
    }
    StartingPoint start = start();
    return new ReadWindow(start, end());
  }

  private Optional<StartingPoint> snapshot() {
    Optional<Long> version = version(DeltaSharingOptions.SNAPSHOT_VERSION);
    Optional<Instant> moment = moment(DeltaSharingOptions.SNAPSHOT_TIMESTAMP);
    if (version.isEmpty() && moment.isEmpty()) {
      return Optional.empty();
    }
    if (version.isPresent() && moment.isPresent()) {
      throw contradiction(
          DeltaSharingOptions.SNAPSHOT_VERSION, DeltaSharingOptions.SNAPSHOT_TIMESTAMP);
    }
    ConfigOption<?> given =
        version.isPresent()
            ? DeltaSharingOptions.SNAPSHOT_VERSION
            : DeltaSharingOptions.SNAPSHOT_TIMESTAMP;
    for (ConfigOption<?> other :
        List.of(DeltaSharingOptions.STARTUP_MODE, DeltaSharingOptions.BOUNDED_MODE)) {
      if (options.getOptional(other).isPresent()) {
        throw contradiction(given, other);
      }
    }
    for (ConfigOption<?> other :
        List.of(
            DeltaSharingOptions.STARTUP_VERSION,
            DeltaSharingOptions.STARTUP_TIMESTAMP,
            DeltaSharingOptions.BOUNDED_VERSION,
            DeltaSharingOptions.BOUNDED_TIMESTAMP)) {
      requireMode(other, false, "");
    }
    return version
        .<StartingPoint>map(StartingPoint.SnapshotOfVersion::new)
        .or(() -> moment.map(StartingPoint.SnapshotAsOf::new));
  }

  private StartingPoint start() {
    StartupMode mode = options.get(DeltaSharingOptions.STARTUP_MODE);
    Optional<Long> version = version(DeltaSharingOptions.STARTUP_VERSION);
    Optional<Instant> moment = moment(DeltaSharingOptions.STARTUP_TIMESTAMP);
    requireMode(
        DeltaSharingOptions.STARTUP_VERSION,
        mode == StartupMode.FROM_VERSION,
        needs(DeltaSharingOptions.STARTUP_MODE, StartupMode.FROM_VERSION));
    requireMode(
        DeltaSharingOptions.STARTUP_TIMESTAMP,
        mode == StartupMode.FROM_TIMESTAMP,
        needs(DeltaSharingOptions.STARTUP_MODE, StartupMode.FROM_TIMESTAMP));
    return switch (mode) {
      case LATEST_FULL -> new StartingPoint.LatestSnapshot();
      case LATEST -> new StartingPoint.AfterLatest();
      case EARLIEST -> new StartingPoint.EarliestSnapshot();
      case FROM_VERSION ->
          new StartingPoint.FromVersion(
              required(version, DeltaSharingOptions.STARTUP_VERSION, mode));
      case FROM_TIMESTAMP ->
          new StartingPoint.FromMoment(
              required(moment, DeltaSharingOptions.STARTUP_TIMESTAMP, mode));
    };
  }

  private EndingPoint end() {
    Optional<BoundedMode> given = options.getOptional(DeltaSharingOptions.BOUNDED_MODE);
    Optional<Long> version = version(DeltaSharingOptions.BOUNDED_VERSION);
    Optional<Instant> moment = moment(DeltaSharingOptions.BOUNDED_TIMESTAMP);
    BoundedMode mode = given.orElse(batch ? BoundedMode.LATEST_VERSION : BoundedMode.UNBOUNDED);
    requireMode(
        DeltaSharingOptions.BOUNDED_VERSION,
        mode == BoundedMode.VERSION,
        needs(DeltaSharingOptions.BOUNDED_MODE, BoundedMode.VERSION));
    requireMode(
        DeltaSharingOptions.BOUNDED_TIMESTAMP,
        mode == BoundedMode.TIMESTAMP,
        needs(DeltaSharingOptions.BOUNDED_MODE, BoundedMode.TIMESTAMP));
    return switch (mode) {
      case UNBOUNDED -> unbounded();
      case LATEST_VERSION -> new EndingPoint.AtLatest();
      case VERSION ->
          new EndingPoint.AtVersion(
              required(version, DeltaSharingOptions.BOUNDED_VERSION, mode), !batch);
      case TIMESTAMP ->
          new EndingPoint.AtMoment(required(moment, DeltaSharingOptions.BOUNDED_TIMESTAMP, mode));
    };
  }

  private EndingPoint unbounded() {
    if (batch) {
      throw new ValidationException(
          "'scan.bounded.mode' = 'unbounded' is not for batch: a batch job would never end. Set"
              + " 'execution.runtime-mode' to 'streaming', or leave the option out.");
    }
    return new EndingPoint.Never();
  }

  private Optional<Long> version(ConfigOption<Long> option) {
    Optional<Long> version = options.getOptional(option);
    if (version.isPresent() && version.get() < 0) {
      throw new ValidationException(
          "'"
              + option.key()
              + "' is a version of the table, from 0 on, not "
              + version.get()
              + ".");
    }
    return version;
  }

  private Optional<Instant> moment(ConfigOption<String> option) {
    return options.getOptional(option).map(it -> moment(option, it.strip()));
  }

  private Instant moment(ConfigOption<String> option, String text) {
    try {
      if (text.chars().allMatch(Character::isDigit) && !isSeconds(text)) {
        return Instant.ofEpochMilli(Long.parseLong(text));
      }
      if (text.indexOf(':') < 0) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      TemporalAccessor parsed =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text.replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
      return parsed instanceof OffsetDateTime zoned
          ? zoned.toInstant()
          : ((LocalDateTime) parsed).atZone(zone).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw new ValidationException(
          "'"
              + option.key()
              + "' = '"
              + text
              + "' is no time. Write '2026-01-31 12:00:00' in the session's time zone,"
              + " '2026-01-31T12:00:00Z' with a zone of its own, or milliseconds since the epoch.");
    }
  }

  /** Or a date without its strokes: as milliseconds, they would be of the first months of 1970. */
  private static boolean isSeconds(String digits) {
    return digits.length() != 1 && digits.length() < DIGITS_OF_MILLIS;
  }

  private void requireMode(ConfigOption<?> option, boolean fits, String remedy) {
    if (!fits && options.getOptional(option).isPresent()) {
      throw new ValidationException(
          "'" + option.key() + "' has no effect here" + (remedy.isEmpty() ? "." : ": " + remedy));
    }
  }

  private static String needs(ConfigOption<?> option, Object mode) {
    return "it needs '" + option.key() + "' = '" + mode + "'.";
  }

  private static <T> T required(Optional<T> value, ConfigOption<?> option, Object mode) {
    return value.orElseThrow(
        () -> new ValidationException("'" + mode + "' needs '" + option.key() + "' as well."));
  }

  private static ValidationException contradiction(ConfigOption<?> one, ConfigOption<?> other) {
    return new ValidationException(
        "'" + one.key() + "' and '" + other.key() + "' contradict each other: give one of them.");
  }
}
