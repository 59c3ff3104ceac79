/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import io.deltasharing.flink.credentials.CredentialVendor;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.AccessMode;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.sharing.TemporaryCredentials;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A shared table whose directory is read with vended credentials.
 *
 * @param root the directory that holds {@code _delta_log}
 * @param locations all that credentials are needed for: the root first, then auxiliary locations
 * @param vendor asks the server for credentials of one of them
 * @param identity asks the server whether it is still the same table
 * @param metadata what the server said of the table when it was opened
 */
public record DirectoryAccess(
    StorageLocation root,
    List<StorageLocation> locations,
    CredentialVendor vendor,
    TableIdentity identity,
    TableMetadata metadata) {

  public DirectoryAccess {
    locations = List.copyOf(locations);
  }

  /**
   * Asks the server where the table lies. Blocks; retries as the client does.
   *
   * @param vending asks for credentials: without retries of its own, the refresher has its schedule
   * @param assumedLifetime of credentials whose expiry the server does not say
   * @throws io.deltasharing.flink.sharing.SharingException if the server does not give it
   * @throws UnsupportedAccessException if it can only be read by URLs
   */
  public static DirectoryAccess open(
      SharingClient client,
      SharingClient vending,
      SharedTableName table,
      AccessChoice choice,
      Duration assumedLifetime)
      throws InterruptedException {
    TableMetadata metadata = client.tableMetadata(table);
    requireDirectory(table, choice, metadata);
    StorageLocation root = root(client, table, metadata);
    List<StorageLocation> locations = new ArrayList<>(List.of(root));
    metadata.auxiliaryLocations().forEach(it -> locations.add(parse(table, it)));
    return new DirectoryAccess(
        root,
        locations,
        new SharingCredentialVendor(vending, table, metadata, root, assumedLifetime),
        new TableIdentity(vending, table, metadata),
        metadata);
  }

  /**
   * Checks that a table can be read by directory.
   *
   * @throws io.deltasharing.flink.sharing.AccessModeException if the choice is not offered
   * @throws UnsupportedAccessException if it can only be read by URLs
   */
  public static void requireDirectory(
      SharedTableName table, AccessChoice choice, TableMetadata metadata) {
    if (choice.choose(table, metadata.accessModes()) == AccessMode.URL) {
      throw new UnsupportedAccessException(
          choice == AccessChoice.URL
              ? "Reading "
                  + table
                  + " by URL access is not supported yet: set '"
                  + AccessChoice.OPTION
                  + "' to 'dir' or 'auto'."
              : "The table "
                  + table
                  + " offers only URL access, which is not supported yet. Ask the"
                  + " provider to offer directory access ('dir'), or, if the server just does not"
                  + " say that it does, set '"
                  + AccessChoice.OPTION
                  + "' to 'dir'.");
    }
  }

  /** The reference server does not say where a table lies, except together with credentials. */
  private static StorageLocation root(
      SharingClient client, SharedTableName table, TableMetadata metadata)
      throws InterruptedException {
    Optional<String> location = metadata.location();
    if (location.isEmpty()) {
      TemporaryCredentials credentials = client.temporaryTableCredentials(table, Optional.empty());
      location = credentials.location();
    }
    return parse(
        table,
        location.orElseThrow(
            () ->
                new UnsupportedAccessException(
                    "The server does not say where the table "
                        + table
                        + " lies: neither its metadata nor its credentials have a location.")));
  }

  private static StorageLocation parse(SharedTableName table, String location) {
    try {
      return StorageLocation.parse(location);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedAccessException(
          "The server names a location of " + table + " that is not read: " + e.getMessage());
    }
  }
}
