/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.SharingException;
import io.deltasharing.flink.sharing.TableMetadata;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which table it was that answered to a name when it was opened, and where it lay: one made anew
 * under the name has another id, maybe another place.
 */
public final class TableIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(TableIdentity.class);

  private final SharingClient client;
  private final SharedTableName table;
  private final String id;
  private final Optional<StorageLocation> location;
  private final Set<StorageLocation> auxiliary;

  TableIdentity(SharingClient client, SharedTableName table, TableMetadata metadata) {
    this.client = client;
    this.table = table;
    this.id = metadata.tableId();
    this.location = metadata.location().map(StorageLocation::parse);
    this.auxiliary =
        metadata.auxiliaryLocations().stream()
            .map(StorageLocation::parse)
            .collect(Collectors.toSet());
  }

  /**
   * Asks the server whether it is still the same table at the same places. One request; no answer
   * is as good as yes, for the next time will tell.
   *
   * @throws TableReplacedException if it is another one, or lies elsewhere as well
   */
  public void check() throws InterruptedException {
    try {
      TableMetadata now = client.tableMetadata(table);
      if (!now.tableId().equals(id)) {
        throw new TableReplacedException(
            table
                + " was dropped and made anew: its id was "
                + id
                + " and is "
                + now.tableId()
                + ". Start the job without state to read the new table.");
      }
      checkLocation(now.location().map(StorageLocation::parse));
      checkAuxiliary(now);
    } catch (SharingException | IllegalArgumentException e) {
      LOG.debug("Whether {} is still the same table will be asked again", table, e);
    }
  }

  /** Credentials are kept for those that were known when the table was opened. */
  private void checkAuxiliary(TableMetadata now) {
    for (String text : now.auxiliaryLocations()) {
      StorageLocation further = StorageLocation.parse(text);
      if (!auxiliary.contains(further)) {
        throw new TableReplacedException(
            table
                + " has files at a further location now, '"
                + further
                + "': it has to be opened anew. A job with a restart strategy does so by itself;"
                + " resume another one from its last checkpoint.");
      }
    }
  }

  /** A server may begin to say where a table lies, or no longer do so. */
  private void checkLocation(Optional<StorageLocation> now) {
    if (location.isPresent() && now.isPresent() && !now.equals(location)) {
      throw new TableReplacedException(
          table
              + " was moved from '"
              + location.get()
              + "' to '"
              + now.get()
              + "'. Resume the job from its last checkpoint if its log was moved along, else start"
              + " it without state.");
    }
  }
}
