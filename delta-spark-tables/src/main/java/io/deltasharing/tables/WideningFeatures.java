/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns whose type was widened after rows had been written, by each way that the protocol has.
 */
final class WideningFeatures {
  private static final String PROPERTIES = " TBLPROPERTIES ('delta.enableTypeWidening' = 'true'";

  private WideningFeatures() {}

  static void write(Workshop workshop) throws IOException {
    for (Widening widening : Widening.ALL) {
      String name = widening.column().replace('_', '-');
      workshop.table(
          "feature-type-widening-" + name,
          "A column widened from " + widening.from() + " to " + widening.to() + ".",
          table -> widened(table, widening));
    }
    workshop.table(
        "feature-type-widening-nested",
        "Widened inside of a struct, a list, a map's keys and its values.",
        WideningFeatures::nested);
    workshop.table(
        "feature-type-widening-preview",
        "A column widened under the feature's first name, which was put into the protocol by hand.",
        table -> {
          widened(table, Widening.ALL.get(0));
          LogEdits.renameFeature(table.path(), "typeWidening", "typeWidening-preview");
        });
    workshop.table(
        "feature-type-widening-partition",
        "A partition column widened from byte to integer, with deletion vectors and column mapping.",
        List.of("p"),
        WideningFeatures::partition);
  }

  private static void widened(WrittenTable table, Widening widening) throws IOException {
    String column = widening.column();
    // The new type has to be allowed from the beginning.
    String ntz =
        widening.to().equals("TIMESTAMP_NTZ") ? ", 'delta.feature.timestampNtz' = 'supported'" : "";
    table.create(
        "CREATE TABLE {table} (id BIGINT, "
            + column
            + " "
            + widening.from()
            + ") USING delta"
            + PROPERTIES
            + ntz
            + ")");
    table.insert(rows(0, column, widening.before()));
    table.alter(
        "ALTER TABLE {table} ALTER COLUMN " + column + " TYPE " + widening.to(),
        row ->
            row.get(column) == null
                ? row
                : row.with(column, widening.widen().apply(row.get(column))));
    table.insert(rows(10, column, widening.after()));
  }

  private static List<TableRow> rows(long first, String column, List<Object> values) {
    List<TableRow> rows = new ArrayList<>();
    values.forEach(it -> rows.add(TableRow.of("id", first + rows.size(), column, it)));
    return rows;
  }

  private static void nested(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, s STRUCT<n: SMALLINT>, l ARRAY<INT>, m MAP<TINYINT, FLOAT>) USING"
            + " delta"
            + PROPERTIES
            + ")");
    Map<Object, Object> floats = new LinkedHashMap<>();
    floats.put((byte) 1, 0.5f);
    floats.put((byte) -1, null);
    table.insert(
        List.of(
            row(1, TableRow.of("n", (short) 7), Arrays.asList(1, null), floats),
            row(2, null, null, null)));
    table.alter("ALTER TABLE {table} ALTER COLUMN s.n TYPE INT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN l.element TYPE BIGINT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN m.key TYPE INT", it -> it);
    // The canonical form tells neither how wide whole numbers are, nor 0.5f from 0.5.
    table.alter("ALTER TABLE {table} ALTER COLUMN m.value TYPE DOUBLE", it -> it);
    table.insert(List.of(row(3, TableRow.of("n", 70_000), List.of(1L << 40), Map.of(300, 0.1))));
  }

  private static TableRow row(long id, TableRow s, List<?> l, Map<?, ?> m) {
    return TableRow.of("id", id, "s", s, "l", l, "m", m);
  }

  private static void partition(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, n INT, p TINYINT) USING delta PARTITIONED BY (p)"
            + PROPERTIES
            + ", 'delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name')");
    table.useVectors();
    table.insert(
        List.of(
            TableRow.of("id", 1L, "n", 1, "p", (byte) 1),
            TableRow.of("id", 2L, "n", 2, "p", (byte) 1),
            TableRow.of("id", 3L, "n", 3, "p", null)));
    table.alter("ALTER TABLE {table} ALTER COLUMN p TYPE INT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN n TYPE BIGINT", it -> it);
    table.alter("ALTER TABLE {table} RENAME COLUMN n TO wide", it -> it.renamed("n", "wide"));
    table.insert(List.of(TableRow.of("id", 4L, "wide", 1L << 40, "p", 70_000)));
    table.delete("id = 2", it -> it.id() == 2);
  }
}
