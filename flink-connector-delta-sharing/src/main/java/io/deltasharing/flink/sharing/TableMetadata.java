/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A shared table's description, the same for both response formats.
 *
 * @param tableId Delta's id of the table; another id means that it was dropped and created anew
 * @param name Delta's name of the table, which need not be the shared one
 * @param schemaJson the schema in Delta's JSON form
 * @param location the table's root, which holds {@code _delta_log}; servers that offer directory
 *     access should give it, the reference server does not
 * @param auxiliaryLocations further directories that hold files of it
 * @param accessModes empty if the server does not say
 * @param version the table's version, if the server says
 * @param bytes of that version's data files, if the server says
 * @param files how many there are, if the server says
 */
public record TableMetadata(
    String tableId,
    Optional<String> name,
    String schemaJson,
    List<String> partitionColumns,
    Map<String, String> configuration,
    TableProtocol protocol,
    Optional<String> location,
    List<String> auxiliaryLocations,
    Set<AccessMode> accessModes,
    OptionalLong version,
    OptionalLong bytes,
    OptionalLong files,
    ResponseFormat responseFormat) {
  public TableMetadata {
    partitionColumns = List.copyOf(partitionColumns);
    configuration = Map.copyOf(configuration);
    auxiliaryLocations = List.copyOf(auxiliaryLocations);
    accessModes = Set.copyOf(accessModes);
  }
}
