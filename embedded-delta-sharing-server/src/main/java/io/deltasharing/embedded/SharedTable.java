/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A table to share, and how. Immutable.
 *
 * @param name {@code share.schema.table}
 * @param directory the Delta table's directory on local disk; it may be created after the server
 * @param accessModes any of {@code url} and {@code dir}. Empty: the server announces neither access
 *     modes nor locations, as the reference server does, and still vends credentials
 * @param auxiliaryLocations further directories that hold files of the table
 */
public record SharedTable(
    String name,
    Path directory,
    Set<String> accessModes,
    List<AuxiliaryLocation> auxiliaryLocations) {

  static final String URL = "url";
  static final String DIR = "dir";

  /**
   * Checks the name and the access modes.
   *
   * @throws IllegalArgumentException if either is malformed
   */
  public SharedTable {
    TableName.parse(name);
    accessModes = Set.copyOf(accessModes);
    auxiliaryLocations = List.copyOf(auxiliaryLocations);
    for (String mode : accessModes) {
      if (!mode.equals(URL) && !mode.equals(DIR)) {
        throw new IllegalArgumentException(
            "'" + mode + "' is not an access mode: use 'url', 'dir', both or none");
      }
    }
  }

  /** A table that announces both access modes and has no auxiliary locations. */
  public static SharedTable of(String name, Path directory) {
    return new SharedTable(name, directory, Set.of(URL, DIR), List.of());
  }

  /** The same table with other access modes; none means that they are not announced. */
  public SharedTable withAccessModes(String... modes) {
    return new SharedTable(name, directory, Set.of(modes), auxiliaryLocations);
  }

  /**
   * The same table with one more auxiliary location.
   *
   * @param location {@code s3://bucket/path}, as the table's log names it in absolute paths
   * @param localDirectory what the store serves there
   */
  public SharedTable withAuxiliaryLocation(String location, Path localDirectory) {
    List<AuxiliaryLocation> more = new ArrayList<>(auxiliaryLocations);
    more.add(new AuxiliaryLocation(location, localDirectory));
    return new SharedTable(name, directory, accessModes, more);
  }

  /**
   * A directory outside the table's root that holds files of the table.
   *
   * @param location {@code s3://bucket/path}
   * @param directory what the store serves there
   */
  public record AuxiliaryLocation(String location, Path directory) {
    /**
     * Checks the location.
     *
     * @throws IllegalArgumentException if it is not of the form {@code s3://bucket/path}
     */
    public AuxiliaryLocation {
      location = StorageLocation.parse(location).url();
    }
  }
}
