/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;

/** Deletion vectors, and paths in the log that are whole locations. */
final class VectorFeatures {
  private static final String CREATE =
      "CREATE TABLE {table} ("
          + Orders.PARTITIONED_COLUMNS
          + ") USING delta PARTITIONED BY (region) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')";

  private VectorFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "feature-deletion-vectors",
        "Deletion vectors in files beside the data; some files have none, some lost all their rows.",
        List.of("region"),
        VectorFeatures::deleted);
    workshop.table(
        "feature-deletion-vectors-optimized",
        "Deletion vectors before OPTIMIZE, and others after it.",
        List.of("region"),
        table -> {
          deleted(table);
          table.compact("OPTIMIZE {table}", it -> true);
          table.delete("id IN (5, 6)", it -> it.id() == 5 || it.id() == 6);
        });
    workshop.table(
        "feature-deletion-vectors-inline",
        "Deletion vectors in the log itself: put there by hand, delta-spark writes files only.",
        List.of("region"),
        table -> {
          deleted(table);
          LogEdits.edit(
              table.path(), table.version(), "add", it -> LogEdits.inline(table.path(), it));
        });
    workshop.table(
        "feature-deletion-vectors-absolute",
        "Deletion vectors by their whole location: named so by hand.",
        List.of("region"),
        table -> {
          deleted(table);
          LogEdits.edit(
              table.path(), table.version(), "add", it -> LogEdits.absolute(table.path(), it));
        });
    workshop.table(
        "feature-absolute-paths",
        "Data files by their whole location: named so by hand.",
        table -> {
          table.create("CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta");
          table.insert(Orders.rows(0, 3)).insert(Orders.rows(3, 3));
          LogEdits.edit(
              table.path(),
              2,
              "add",
              it ->
                  it.put("path", LogEdits.location(table.path()) + "/" + it.get("path").asText()));
        });
  }

  private static void deleted(WrittenTable table) throws IOException {
    table.create(CREATE).useVectors().insert(Orders.partitioned(0, 40));
    table.insert(Orders.partitioned(40, 10)).insert(Orders.partitioned(50, 4));
    table.delete(
        "id % 5 = 2 OR id IN (51, 53)", it -> it.id() % 5 == 2 || it.id() == 51 || it.id() == 53);
  }
}
