/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Histories of rows: what is inserted, changed, deleted, moved and brought back. */
final class RowHistories {
  private static final String CREATE =
      "CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta TBLPROPERTIES (";
  private static final String VECTORS = "'delta.enableDeletionVectors' = 'true'";
  private static final String CHECKPOINTS = "'delta.checkpointInterval' = '10'";

  private RowHistories() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "history-append",
        "Rows are appended and moved (OPTIMIZE), nothing else; a checkpoint every fifth version.",
        RowHistories::appended);
    workshop.table(
        "history-rewritten",
        "Every operation on rows, by rewriting files; a checkpoint every tenth version.",
        it -> mixed(it.create(CREATE + CHECKPOINTS + ")")));
    workshop.table(
        "history-deletion-vectors",
        "Every operation on rows, by deletion vectors; a checkpoint every tenth version.",
        it -> purged(mixed(it.create(CREATE + VECTORS + ", " + CHECKPOINTS + ")").useVectors())));
    workshop.table(
        "history-change-data-feed",
        "Every operation on rows, with files of the change data feed beside them.",
        it -> mixed(it.create(CREATE + "'delta.enableChangeDataFeed' = 'true')")));
  }

  private static void appended(WrittenTable table) throws IOException {
    table.create(CREATE + "'delta.checkpointInterval' = '5')");
    long next = 0;
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++, next += 3) {
        table.insert(Orders.rows(next, 3));
      }
      table.compact("OPTIMIZE {table}", it -> true);
    }
    table.insert(Orders.rows(next, 3)).insert(Orders.rows(next + 3, 3));
  }

  private static WrittenTable mixed(WrittenTable table) throws IOException {
    table.insert(Orders.rows(0, 6)).insert(Orders.rows(6, 6));
    table.delete("id = 3", it -> it.id() == 3).insert(Orders.rows(12, 4));
    table.update("label = concat(label, '*')", "id IN (6, 12)", among(6, 12), Orders::relabelled);
    table.insert(Orders.rows(16, 4));
    merge(table);
    table.insert(Orders.rows(30, 3)).compact("OPTIMIZE {table}", it -> true);
    long kept = table.version();
    table
        .insert(Orders.rows(33, 3))
        .delete("id > 30 AND id < 35", it -> it.id() > 30 && it.id() < 35);
    table.insert(Orders.rows(36, 3)).restore(kept).insert(Orders.rows(39, 3));
    // TRUNCATE TABLE is not for Delta tables in open-source Spark: this is its commit.
    table.deleteAll().insert(Orders.rows(42, 3));
    return table.overwrite(Orders.rows(50, 4), Map.of(), it -> true).insert(Orders.rows(54, 3));
  }

  private static void merge(WrittenTable table) throws IOException {
    String insert = "WHEN NOT MATCHED THEN INSERT *";
    List<TableRow> fresh = Orders.rows(20, 3);
    table.merge(fresh, insert, it -> false, it -> it, fresh);
    table.insert(Orders.rows(23, 3));
    List<TableRow> upserted =
        new ArrayList<>(Orders.rows(22, 2).stream().map(Orders::relabelled).toList());
    upserted.addAll(Orders.rows(26, 2));
    table.merge(
        upserted,
        "WHEN MATCHED THEN UPDATE SET * " + insert,
        among(22, 23),
        Orders::relabelled,
        Orders.rows(26, 2));
    table.insert(Orders.rows(28, 2));
    table.merge(Orders.rows(24, 1), "WHEN MATCHED THEN DELETE", among(24), it -> null, List.of());
  }

  private static void purged(WrittenTable table) throws IOException {
    table.delete("id IN (51, 55)", among(51, 55)).insert(Orders.rows(60, 3));
    table.compact("REORG TABLE {table} APPLY (PURGE)", FileRows::hasVector);
    table.insert(Orders.rows(63, 3)).delete("id >= 63", it -> it.id() >= 63);
    table.insert(Orders.rows(66, 3));
  }

  private static Predicate<TableRow> among(int... ids) {
    return it -> Arrays.stream(ids).anyMatch(id -> id == it.id());
  }
}
