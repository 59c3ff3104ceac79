/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Histories of tables whose definition changes between inserts: columns, properties, protocol. */
final class DefinitionHistories {
  private static final String CREATE = "CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta";
  private static final String BY_NAME = " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')";

  private DefinitionHistories() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "history-columns-added",
        "Columns added, comments, properties, nullability loosened: a reader of the old columns goes on.",
        DefinitionHistories::compatible);
    workshop.table(
        "history-columns-renamed",
        "Columns renamed and dropped, with column mapping by name.",
        it -> renamed(it.create(CREATE + BY_NAME)));
    workshop.table(
        "history-mapping-switched-on",
        "Column mapping by name switched on midway, then columns renamed and dropped.",
        DefinitionHistories::mappingSwitchedOn);
    workshop.table(
        "history-type-widened", "A column's type widened twice.", DefinitionHistories::widened);
    workshop.table(
        "history-in-commit-timestamps",
        "In-commit timestamps switched on midway.",
        it -> switchedOn(it, "'delta.enableInCommitTimestamps' = 'true'"));
    workshop.table(
        "history-vectors-switched-on",
        "Deletion vectors switched on midway, a feature that readers need.",
        DefinitionHistories::vectorsSwitchedOn);
    workshop.table(
        "history-writer-features",
        "Features switched on midway that only writers need.",
        DefinitionHistories::writerFeatures);
    workshop.table(
        "history-replaced",
        "The table replaced by CREATE OR REPLACE: with the same columns, then with others.",
        DefinitionHistories::replaced);
    workshop.table(
        "history-schema-overwritten",
        "Rows overwritten together with the schema.",
        DefinitionHistories::schemaOverwritten);
  }

  private static void compatible(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, label STRING, amount DECIMAL(10, 2) NOT NULL) USING delta");
    table.insert(Orders.rows(0, 3));
    table.alter(
        "ALTER TABLE {table} ADD COLUMNS (note STRING COMMENT 'for nobody')",
        it -> it.with("note", null));
    table.insert(Orders.rows(3, 3).stream().map(it -> it.with("note", "n" + it.id())).toList());
    table.alter("ALTER TABLE {table} ALTER COLUMN label COMMENT 'what it is called'");
    table.insert(Orders.rows(6, 1).stream().map(it -> it.with("note", null)).toList());
    table.alter(
        "ALTER TABLE {table} SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 60 days')");
    table.insert(Orders.rows(7, 1).stream().map(it -> it.with("note", "")).toList());
    table.alter("ALTER TABLE {table} ALTER COLUMN amount DROP NOT NULL");
    table.insert(
        Orders.rows(8, 2).stream().map(it -> it.with("note", null).with("amount", null)).toList());
    table.alter(
        "ALTER TABLE {table} ADD COLUMNS (place STRUCT<street: STRING> FIRST)",
        it -> first("place", null, it));
    table.insert(
        Orders.rows(10, 1).stream()
            .map(it -> first("place", TableRow.of("street", "High Street"), it.with("note", null)))
            .toList());
    table.alter(
        "ALTER TABLE {table} ADD COLUMNS (place.number INT)",
        it ->
            it.get("place") == null
                ? it
                : it.with("place", ((TableRow) it.get("place")).with("number", null)));
    table.insert(
        Orders.rows(11, 1).stream()
            .map(
                it ->
                    first("place", TableRow.of("street", null, "number", 7), it.with("note", null)))
            .toList());
    table.alter("ALTER TABLE {table} UNSET TBLPROPERTIES ('delta.logRetentionDuration')");
  }

  private static TableRow first(String column, Object value, TableRow row) {
    TableRow result = TableRow.of(column, value);
    for (Map.Entry<String, Object> it : row.values().entrySet()) {
      result = result.with(it.getKey(), it.getValue());
    }
    return result;
  }

  private static void renamed(WrittenTable table) throws IOException {
    table.insert(Orders.rows(0, 3));
    table.alter(
        "ALTER TABLE {table} RENAME COLUMN label TO title", it -> it.renamed("label", "title"));
    table.insert(Orders.rows(3, 3).stream().map(it -> it.renamed("label", "title")).toList());
    table.alter("ALTER TABLE {table} DROP COLUMN amount", it -> it.without("amount"));
    table.insert(
        Orders.rows(6, 3).stream()
            .map(it -> it.renamed("label", "title").without("amount"))
            .toList());
    table.alter("ALTER TABLE {table} ADD COLUMN amount BIGINT", it -> it.with("amount", null));
    table.insert(List.of(TableRow.of("id", 9L, "title", "order-9", "amount", 9L)));
  }

  private static void mappingSwitchedOn(WrittenTable table) throws IOException {
    table.create(CREATE).insert(Orders.rows(50, 3));
    table.alter("ALTER TABLE {table} SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    renamed(table);
  }

  private static void widened(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, n SMALLINT) USING delta TBLPROPERTIES"
            + " ('delta.enableTypeWidening' = 'true')");
    table.insert(List.of(TableRow.of("id", 0L, "n", (short) 7), TableRow.of("id", 1L, "n", null)));
    table.alter("ALTER TABLE {table} ALTER COLUMN n TYPE INT", DefinitionHistories::wider);
    table.insert(List.of(TableRow.of("id", 2L, "n", 70_000)));
    table.alter("ALTER TABLE {table} ALTER COLUMN n TYPE BIGINT", DefinitionHistories::wider);
    table.insert(List.of(TableRow.of("id", 3L, "n", 7_000_000_000L)));
  }

  /** The canonical form of whole numbers does not tell how wide they are. */
  private static TableRow wider(TableRow row) {
    return row.get("n") == null ? row : row.with("n", ((Number) row.get("n")).longValue());
  }

  private static void switchedOn(WrittenTable table, String properties) throws IOException {
    table.create(CREATE).insert(Orders.rows(0, 3)).insert(Orders.rows(3, 3));
    table.alter("ALTER TABLE {table} SET TBLPROPERTIES (" + properties + ")");
    table.insert(Orders.rows(6, 3)).insert(Orders.rows(9, 3));
  }

  private static void vectorsSwitchedOn(WrittenTable table) throws IOException {
    switchedOn(table, "'delta.enableDeletionVectors' = 'true'");
    table.useVectors().delete("id = 4", it -> it.id() == 4).insert(Orders.rows(12, 3));
  }

  private static void writerFeatures(WrittenTable table) throws IOException {
    switchedOn(table, "'delta.enableChangeDataFeed' = 'true'");
    table.alter("ALTER TABLE {table} ADD CONSTRAINT positive CHECK (id >= 0)");
    table.insert(Orders.rows(12, 3));
    table.alter("ALTER TABLE {table} DROP CONSTRAINT positive");
    table.alter("ALTER TABLE {table} SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
    table.insert(Orders.rows(15, 3));
    table.alterInSeveralCommits(
        "ALTER TABLE {table} SET TBLPROPERTIES ('delta.enableRowTracking' = 'true')");
    table.insert(Orders.rows(18, 3));
  }

  private static void replaced(WrittenTable table) throws IOException {
    table.create(CREATE).insert(Orders.rows(0, 3)).insert(Orders.rows(3, 3));
    table.replaceTable(Orders.rows(10, 3), Orders.COLUMNS).insert(Orders.rows(13, 3));
    LocalDate day = LocalDate.of(2026, 1, 31);
    table.replaceTable(List.of(TableRow.of("id", 1L, "day", day)), "id BIGINT, day DATE");
    table.insert(List.of(TableRow.of("id", 2L, "day", null)));
  }

  private static void schemaOverwritten(WrittenTable table) throws IOException {
    table.create(CREATE).insert(Orders.rows(0, 3));
    List<TableRow> others = List.of(TableRow.of("id", 7, "label", 8.5));
    table.overwriteSchema(others, "id INT, label DOUBLE");
    table.insert(List.of(TableRow.of("id", 9, "label", -0.0)));
  }
}
