/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table as a server lists it. All but the name depends on the server.
 *
 * @param id changes when the table is dropped and created anew
 * @param location the table's root, for directory access
 * @param auxiliaryLocations further directories that hold files of it
 * @param accessModes empty if the server does not say
 */
public record SharedTable(
    SharedTableName name,
    Optional<String> id,
    Optional<String> location,
    List<String> auxiliaryLocations,
    Set<AccessMode> accessModes) {
  public SharedTable {
    auxiliaryLocations = List.copyOf(auxiliaryLocations);
    accessModes = Set.copyOf(accessModes);
  }
}
