/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Vends credentials for a table's root or for one of its auxiliary locations. */
final class VendingEndpoint {

  private final SharedTables tables;
  private final TableStore store;
  private final Counters counters;
  private final ReportedExpiry expiry;
  private final @Nullable SecretsRecord record;
  private volatile boolean stopped;

  VendingEndpoint(
      SharedTables tables,
      TableStore store,
      ReportedExpiry expiry,
      Counters counters,
      @Nullable SecretsRecord record) {
    this.tables = tables;
    this.store = store;
    this.expiry = expiry;
    this.counters = counters;
    this.record = record;
  }

  void stop() {
    stopped = true;
  }

  void resume() {
    stopped = false;
  }

  SharingAnswer vend(SharingCall call) throws SharingError, IOException {
    if (stopped) {
      throw SharingError.internal("Vending is stopped: no credentials until it is resumed");
    }
    ServedTable table = tables.table(call);
    if (!table.allowsDirectoryAccess()) {
      counters.refused(RefusalKind.FORBIDDEN);
      throw SharingError.permissionDenied(
          "The table "
              + table.name()
              + " is not shared for directory access (accessModes lacks dir)");
    }
    StorageLocation location = location(table, requestedLocation(call.body()));
    Grant grant = store.vend(location);
    if (record != null) {
      record.add(grant);
    }
    counters.vended(location);
    return SharingAnswer.json(200, body(grant));
  }

  private StorageLocation location(ServedTable table, Optional<String> requested)
      throws SharingError {
    if (requested.isEmpty()) {
      return table.root();
    }
    try {
      StorageLocation location = StorageLocation.parse(requested.get());
      if (table.covers(location)) {
        return location;
      }
    } catch (IllegalArgumentException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
    throw refused(
        requested.get()
            + " is neither at or below the location of "
            + table.name()
            + " nor one of its auxiliary locations");
  }

  private SharingError refused(String why) {
    counters.refused(RefusalKind.INVALID_LOCATION);
    return SharingError.invalidParameter(why);
  }

  /** A body that is not a JSON object reads as none, as in the reference server. */
  private static Optional<String> requestedLocation(String body) {
    try {
      JsonNode location = Json.parse(body).path("location");
      return location.isTextual() ? Optional.of(location.asText()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private ObjectNode body(Grant grant) {
    ObjectNode body = Json.object();
    ObjectNode credentials = body.putObject("credentials");
    credentials.put("location", grant.location().url());
    credentials
        .putObject("awsTempCredentials")
        .put("accessKeyId", grant.accessKeyId())
        .put("secretAccessKey", grant.secretAccessKey())
        .put("sessionToken", grant.sessionToken());
    expiry.of(grant).ifPresent(end -> credentials.put("expirationTime", end.toEpochMilli()));
    return body;
  }
}
