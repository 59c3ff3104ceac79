/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;

/** A table's version and metadata. */
final class TableEndpoints {

  static final String VERSION_HEADER = "Delta-Table-Version";

  private final SharedTables tables;

  TableEndpoints(SharedTables tables) {
    this.tables = tables;
  }

  SharingAnswer version(SharingCall call) throws SharingError {
    TableLog log = tables.table(call).log();
    Optional<String> from = call.parameter("startingTimestamp");
    long version =
        from.isEmpty()
            ? log.latestVersion()
            : log.versionAtOrAfter(instant("startingTimestamp", from.get()));
    return new SharingAnswer(
        200,
        "application/json; charset=utf-8",
        Map.of(VERSION_HEADER, String.valueOf(version)),
        "");
  }

  SharingAnswer metadata(SharingCall call) throws SharingError {
    ServedTable table = tables.table(call);
    LoggedDefinition definition = definition(table.log(), call);
    Capabilities capabilities = Capabilities.parse(call.header(Capabilities.HEADER));
    return new TableMetadata(table, definition).answer(capabilities);
  }

  /** There are no presigned URLs here: this server exists for directory access. */
  SharingError refuseUrlAccess(SharingCall call) throws SharingError {
    return SharingError.unsupported(
        "The embedded server does not serve files by URL: read "
            + tables.table(call)
            + " by directory access (temporary-table-credentials)");
  }

  private static LoggedDefinition definition(TableLog log, SharingCall call) throws SharingError {
    Optional<String> version = call.parameter("version");
    Optional<String> timestamp = call.parameter("timestamp");
    if (version.isPresent() && timestamp.isPresent()) {
      throw SharingError.invalidParameter("Give either version or timestamp, not both");
    }
    if (version.isPresent()) {
      return log.definition(log.atVersion(number("version", version.get())));
    }
    return timestamp.isPresent()
        ? log.definition(log.atTimestamp(instant("timestamp", timestamp.get())))
        : log.latestDefinition();
  }

  private static long number(String name, String text) throws SharingError {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw SharingError.invalidParameter(name + " must be a whole number, not '" + text + "'");
    }
  }

  private static Instant instant(String name, String text) throws SharingError {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw SharingError.invalidParameter(
          name + " must be like 2026-01-31T12:00:00Z, not '" + text + "'");
    }
  }
}
