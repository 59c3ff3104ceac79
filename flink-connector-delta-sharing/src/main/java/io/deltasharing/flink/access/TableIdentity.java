/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.SharingException;
import io.deltasharing.flink.sharing.TableMetadata;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which table it was that answered to a name when it was opened: one made anew under the name has
 * another id, maybe another place.
 */
public final class TableIdentity {
  private static final Logger LOG = LoggerFactory.getLogger(TableIdentity.class);

  private final SharingClient client;
  private final SharedTableName table;
  private final String id;
  private final Optional<StorageLocation> location;

  TableIdentity(SharingClient client, SharedTableName table, TableMetadata metadata) {
    this.client = client;
    this.table = table;
    this.id = metadata.tableId();
    this.location = metadata.location().map(StorageLocation::parse);
  }

  /**
   * Asks the server whether it is still the same table. One request; no answer is as good as yes,
   * for the next time will tell.
   *
   * @throws TableReplacedException if it is another one
   */
  public void check() throws InterruptedException {
    try {
      TableMetadata now = client.tableMetadata(table);
      if (!now.tableId().equals(id)
          || !now.location().map(StorageLocation::parse).equals(location)) {
        throw new TableReplacedException(
            table
                + " was dropped and made anew, or moved: its id was "
                + id
                + " and is "
                + now.tableId()
                + ". Start the job without state to read the new table.");
      }
    } catch (SharingException | IllegalArgumentException e) {
      LOG.debug("Whether {} is still the same table will be asked again", table, e);
    }
  }
}
