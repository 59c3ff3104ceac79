/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tables whose rows have ids that stay when the rows are moved or updated. */
final class TrackingFeatures {
  private static final String TRACKING = "'delta.enableRowTracking' = 'true'";
  private static final String VECTORS = ", 'delta.enableDeletionVectors' = 'true'";

  private TrackingFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "feature-row-ids",
        "Row tracking: rows moved, updated and merged by rewriting files; a checkpoint.",
        it -> changed(create(it, "", ", 'delta.checkpointInterval' = '4'")));
    workshop.table(
        "feature-row-ids-deletion-vectors",
        "Row tracking: rows moved, updated and merged, with deletion vectors, mapped by ids, in partitions.",
        List.of("region"),
        it ->
            changed(
                create(
                        it,
                        " PARTITIONED BY (region)",
                        VECTORS + ", 'delta.columnMapping.mode' = 'id'")
                    .useVectors()));
  }

  private static WrittenTable create(WrittenTable table, String clauses, String properties)
      throws IOException {
    table.trackRows();
    return table.create(
        "CREATE TABLE {table} ("
            + Orders.PARTITIONED_COLUMNS
            + ") USING delta"
            + clauses
            + " TBLPROPERTIES ("
            + TRACKING
            + properties
            + ")");
  }

  private static void changed(WrittenTable table) throws IOException {
    table.insert(Orders.partitioned(0, 6)).insert(Orders.partitioned(6, 6));
    table.update("label = concat(label, '*')", "id IN (2, 9)", among(2, 9), Orders::relabelled);
    table.delete("id = 4", among(4)).insert(Orders.partitioned(12, 4));
    table.compact("OPTIMIZE {table}", it -> true);
    List<TableRow> fresh = Orders.partitioned(20, 2);
    table.merge(
        Stream.concat(Orders.partitioned(3, 1).stream().map(Orders::relabelled), fresh.stream())
            .toList(),
        "WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
        among(3),
        Orders::relabelled,
        fresh);
    table.delete("id IN (6, 13)", among(6, 13)).insert(Orders.partitioned(30, 2));
  }

  private static Predicate<TableRow> among(int... ids) {
    return it -> Arrays.stream(ids).anyMatch(id -> id == it.id());
  }
}
