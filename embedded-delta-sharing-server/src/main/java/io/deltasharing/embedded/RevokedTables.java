/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tables that nobody may read any more, and the status that says so. Thread-safe. */
final class RevokedTables {

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final Map<String, Revoked> byKey = new ConcurrentHashMap<>();

  void revoke(TableName table, int status) {
    if (status != FORBIDDEN && status != NOT_FOUND) {
      throw new IllegalArgumentException("Revoked access answers 403 or 404, not " + status);
    }
    byKey.put(table.key(), new Revoked(table, status));
  }

  void restore(TableName table) {
    byKey.remove(table.key());
  }

  void check(String tableKey) throws SharingError {
    Revoked revoked = byKey.get(tableKey);
    if (revoked == null) {
      return;
    }
    throw revoked.status == FORBIDDEN
        ? SharingError.permissionDenied("Access to the table " + revoked.table + " was revoked")
        : SharingError.notFound("The table " + revoked.table + " does not exist");
  }

  private record Revoked(TableName table, int status) {}
}
