/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is shared. Names are found without regard to case, and listed in order. Thread-safe. */
final class SharedTables {

  private final NavigableMap<String, ServedTable> tables = new ConcurrentSkipListMap<>();

  void add(ServedTable table) {
    if (tables.putIfAbsent(table.name().key(), table) != null) {
      throw new IllegalArgumentException(
          "The table " + table.name() + " is already shared: choose another name");
    }
  }

  ServedTable table(SharingCall call) throws SharingError {
    ServedTable table = tables.get(call.tableKey());
    if (table == null) {
      throw SharingError.notFound(
          "The table "
              + call.share()
              + '.'
              + call.schema()
              + '.'
              + call.table()
              + " does not exist");
    }
    return table;
  }

  ServedTable table(String name) {
    ServedTable table = tables.get(TableName.parse(name).key());
    if (table == null) {
      throw new IllegalArgumentException(
          "The table " + name + " is not shared; shared are " + tables.values());
    }
    return table;
  }

  List<String> shares() {
    return distinct(table -> true, TableName::share);
  }

  String share(String share) throws SharingError {
    return shares().stream()
        .filter(share::equalsIgnoreCase)
        .findFirst()
        .orElseThrow(() -> SharingError.notFound("The share " + share + " does not exist"));
  }

  List<String> schemas(String share) throws SharingError {
    String found = share(share);
    return distinct(name -> name.share().equalsIgnoreCase(found), TableName::schema);
  }

  List<ServedTable> allTables(String share) throws SharingError {
    String found = share(share);
    return tables.values().stream()
        .filter(table -> table.name().share().equalsIgnoreCase(found))
        .toList();
  }

  List<ServedTable> tables(String share, String schema) throws SharingError {
    List<ServedTable> found =
        allTables(share).stream()
            .filter(table -> table.name().schema().equalsIgnoreCase(schema))
            .toList();
    if (found.isEmpty()) {
      throw SharingError.notFound("The schema " + share + '.' + schema + " does not exist");
    }
    return found;
  }

  private List<String> distinct(Predicate<TableName> wanted, Function<TableName, String> part) {
    Map<String, String> names = new LinkedHashMap<>();
    for (ServedTable table : tables.values()) {
      if (wanted.test(table.name())) {
        String name = part.apply(table.name());
        names.putIfAbsent(TableName.folded(name), name);
      }
    }
    return List.copyOf(names.values());
  }
}
