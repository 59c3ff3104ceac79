/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Column mapping, with columns and nested fields renamed, dropped and made anew. */
final class MappingFeatures {
  private static final String COLUMNS =
      "(id BIGINT, `a b` STRING, item STRUCT<sku: STRING, `n,m`: INT>, parts ARRAY<STRUCT<k: INT, v: STRING>>,"
          + " tags MAP<STRING, STRUCT<w: INT>>, region STRING)";

  private MappingFeatures() {}

  static void write(Workshop workshop) throws IOException {
    for (String mode : List.of("name", "id")) {
      workshop.table(
          "feature-column-mapping-" + mode,
          "Column mapping by " + mode + ", with renames and drops at every depth.",
          List.of("region"),
          it -> mapped(it, mode));
    }
    workshop.table(
        "feature-column-mapping-upgraded",
        "Column mapping by name on a table that had none: old and new files have other names.",
        MappingFeatures::upgraded);
  }

  private static void mapped(WrittenTable table, String mode) throws IOException {
    table.create(
        "CREATE TABLE {table} "
            + COLUMNS
            + " USING delta PARTITIONED BY (region) TBLPROPERTIES ('delta.columnMapping.mode' = '"
            + mode
            + "')");
    table.insert(List.of(row(1, "east"), row(2, null), row(3, "a/b c")));
    table.alter("ALTER TABLE {table} RENAME COLUMN `a b` TO `c.d`", it -> it.renamed("a b", "c.d"));
    table.alter(
        "ALTER TABLE {table} RENAME COLUMN item.`n,m` TO n",
        onStruct("item", it -> it.renamed("n,m", "n")));
    table.alter(
        "ALTER TABLE {table} DROP COLUMN item.sku", onStruct("item", it -> it.without("sku")));
    table.alter("ALTER TABLE {table} DROP COLUMN parts", it -> it.without("parts"));
    // The same name, and another column: old values must not come back.
    table.alter("ALTER TABLE {table} ADD COLUMN parts STRING", it -> it.with("parts", null));
    table.alter(
        "ALTER TABLE {table} ADD COLUMN item.sku STRING",
        onStruct("item", it -> it.with("sku", null)));
    TableRow late =
        TableRow.of(
            "id",
            4L,
            "c.d",
            "fresh",
            "item",
            TableRow.of("n", 4, "sku", "sku-4"),
            "tags",
            Map.of("t", TableRow.of("w", 4)),
            "region",
            "east",
            "parts",
            "whole");
    table.insert(List.of(late, late.with("id", 5L).with("item", null).with("tags", null)));
    rename(table);
  }

  /** Of what the partitions are kept by, too. */
  private static void rename(WrittenTable table) throws IOException {
    table.alter(
        "ALTER TABLE {table} RENAME COLUMN parts TO region_2",
        it -> it.renamed("parts", "region_2"));
    table.alter("ALTER TABLE {table} RENAME COLUMN id TO ID2", it -> it.renamed("id", "ID2"));
  }

  private static TableRow row(long id, String region) {
    return TableRow.of(
        "id",
        id,
        "a b",
        "text-" + id,
        "item",
        id == 2 ? null : TableRow.of("sku", "sku-" + id, "n,m", (int) id),
        "parts",
        List.of(TableRow.of("k", 1, "v", "x")),
        "tags",
        Map.of("t", TableRow.of("w", (int) id)),
        "region",
        region);
  }

  private static UnaryOperator<TableRow> onStruct(String column, UnaryOperator<TableRow> change) {
    return row ->
        row.get(column) == null ? row : row.with(column, change.apply((TableRow) row.get(column)));
  }

  private static void upgraded(WrittenTable table) throws IOException {
    table.create("CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta");
    table.insert(Orders.rows(0, 3));
    table.alter("ALTER TABLE {table} SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')");
    table.insert(Orders.rows(3, 3));
    table.alter(
        "ALTER TABLE {table} RENAME COLUMN label TO title", it -> it.renamed("label", "title"));
    table.alter("ALTER TABLE {table} ADD COLUMN label INT", it -> it.with("label", null));
    table.insert(List.of(Orders.row(6).renamed("label", "title").with("label", 6)));
  }
}
