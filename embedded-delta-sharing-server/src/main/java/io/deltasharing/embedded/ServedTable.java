/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.embedded.SharedTable.AuxiliaryLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A shared table with its place in the store and its log. */
record ServedTable(
    TableName name,
    Set<String> accessModes,
    StorageLocation root,
    List<StorageLocation> auxiliaryLocations,
    TableLog log) {

  /** Has the store serve the table's directories. */
  static ServedTable serve(SharedTable table, TableStore store) {
    TableName name = TableName.parse(table.name());
    StorageLocation root = store.root(name);
    store.serve(root, table.directory());
    List<StorageLocation> auxiliary = new ArrayList<>();
    for (AuxiliaryLocation more : table.auxiliaryLocations()) {
      StorageLocation location = StorageLocation.parse(more.location());
      store.serve(location, more.directory());
      auxiliary.add(location);
    }
    return new ServedTable(
        name, table.accessModes(), root, auxiliary, new TableLog(name, table.directory()));
  }

  /** The reference server says nothing of access modes, and vends. */
  boolean allowsDirectoryAccess() {
    return accessModes.isEmpty() || accessModes.contains(SharedTable.DIR);
  }

  boolean covers(StorageLocation location) {
    return root.contains(location)
        || auxiliaryLocations.stream().anyMatch(known -> known.contains(location));
  }

  ObjectNode listingEntry() {
    ObjectNode entry =
        Json.object()
            .put("name", name.table())
            .put("schema", name.schema())
            .put("share", name.share());
    announceAccess(entry);
    return entry;
  }

  /** Adds accessModes and the locations to a listing's entry or to a metadata line. */
  void announceAccess(ObjectNode target) {
    if (accessModes.isEmpty()) {
      return;
    }
    ArrayNode modes = target.putArray("accessModes");
    // The protocol's own order.
    List.of(SharedTable.URL, SharedTable.DIR).stream()
        .filter(accessModes::contains)
        .forEach(modes::add);
    if (allowsDirectoryAccess()) {
      target.put("location", root.url());
      if (!auxiliaryLocations.isEmpty()) {
        ArrayNode locations = target.putArray("auxiliaryLocations");
        auxiliaryLocations.forEach(location -> locations.add(location.url()));
      }
    }
  }

  @Override
  public String toString() {
    return name.toString();
  }
}
