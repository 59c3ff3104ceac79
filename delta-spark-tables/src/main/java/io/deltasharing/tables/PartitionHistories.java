/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Histories of a partitioned table, where operations touch whole partitions as well. */
final class PartitionHistories {
  private static final Predicate<TableRow> IN_EAST = it -> "east".equals(it.get("region"));
  private static final Predicate<TableRow> IN_WEST = IN_EAST.negate();
  private static final String CREATE =
      "CREATE TABLE {table} ("
          + Orders.PARTITIONED_COLUMNS
          + ") USING delta PARTITIONED BY (region) TBLPROPERTIES (";

  private PartitionHistories() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "history-partitioned",
        "Operations on whole partitions and on rows in them, by rewriting files.",
        List.of("region"),
        it -> mixed(it.create(CREATE + "'delta.checkpointInterval' = '7')")));
    workshop.table(
        "history-partitioned-deletion-vectors",
        "Operations on whole partitions and on rows in them, by deletion vectors.",
        List.of("region"),
        it -> mixed(it.create(CREATE + "'delta.enableDeletionVectors' = 'true')").useVectors()));
  }

  private static void mixed(WrittenTable table) throws IOException {
    table.insert(Orders.partitioned(0, 6)).insert(Orders.partitioned(6, 6));
    table.delete("region = 'east'", IN_EAST).insert(Orders.partitioned(12, 4));
    table.delete("id IN (1, 12)", it -> it.id() == 1 || it.id() == 12);
    table.insert(Orders.partitioned(16, 4));
    table.update("region = 'east'", "id = 3", it -> it.id() == 3, it -> it.with("region", "east"));
    table.insert(Orders.partitioned(20, 4));
    table.compact(
        "OPTIMIZE {table} WHERE region = 'west'", it -> it.partition().equals(List.of("west")));
    table.insert(Orders.partitioned(24, 4));
    table.compact("OPTIMIZE {table} ZORDER BY (id)", it -> true);
    long kept = table.version();
    table.insert(Orders.partitioned(28, 4));
    overwrites(table);
    table.restore(kept).insert(Orders.partitioned(48, 2));
  }

  private static void overwrites(WrittenTable table) throws IOException {
    table.overwrite(
        List.of(Orders.partitioned(32, 1).get(0)),
        Map.of("partitionOverwriteMode", "dynamic"),
        IN_EAST);
    table.insert(Orders.partitioned(34, 2));
    table.overwrite(
        List.of(Orders.partitioned(37, 1).get(0)),
        Map.of("replaceWhere", "region = 'west'"),
        IN_WEST);
    table.insert(Orders.partitioned(38, 2));
    table.replace(Orders.partitioned(42, 3), "id >= 35", it -> it.id() >= 35);
    table.insert(Orders.partitioned(46, 2));
  }
}
