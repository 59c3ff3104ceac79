/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How data files are written: compression, encodings, row groups and pages. */
final class FileFeatures {
  private static final String CREATE =
      "CREATE TABLE {table} (id BIGINT, text STRING, l ARRAY<INT>, d DOUBLE, dec DECIMAL(20, 2)) USING delta"
          + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')";

  private FileFeatures() {}

  static void write(Workshop workshop) throws IOException {
    for (String codec : List.of("uncompressed", "snappy", "gzip", "zstd", "lz4", "lz4_raw")) {
      workshop.table(
          "feature-codec-" + codec.replace('_', '-'),
          "Data files compressed by " + codec + ".",
          it -> {
            it.create(CREATE).insert(rows(0, 40), Map.of("compression", codec));
          });
    }
    workshop.table(
        "feature-pages-v2",
        "Pages of Parquet's second format, with delta encodings and several pages in a chunk.",
        it -> paged(it.set("parquet.writer.version", "v2")));
    workshop.table(
        "feature-pages-v1",
        "Several pages in a chunk, with and without dictionaries.",
        it -> paged(it.set("parquet.writer.version", "v1")));
    workshop.table(
        "feature-row-groups",
        "Several row groups in a file, and deletion vectors across them.",
        FileFeatures::rowGroups);
  }

  private static void paged(WrittenTable table) throws IOException {
    table.set("parquet.page.row.count.limit", "20");
    table.create(CREATE).useVectors().insert(rows(0, 90));
    table.set("parquet.enable.dictionary", "false").insert(rows(90, 90));
    table.delete("id % 30 = 19", it -> it.id() % 30 == 19);
  }

  private static void rowGroups(WrittenTable table) throws IOException {
    table.set("parquet.block.size", "600").set("parquet.block.row.count.limit", "30");
    table
        .set("parquet.page.size.row.check.min", "10")
        .set("parquet.block.size.row.check.min", "10");
    table.create(CREATE).useVectors().insert(rows(0, 120));
    table.delete(
        "id IN (0, 29, 30, 31, 59, 119)",
        it -> List.of(0L, 29L, 30L, 31L, 59L, 119L).contains(it.id()));
  }

  private static List<TableRow> rows(long first, int count) {
    List<TableRow> rows = new ArrayList<>();
    for (long id = first; id < first + count; id++) {
      rows.add(
          TableRow.of(
              "id", id,
              "text", id % 7 == 3 ? null : "prefix-" + id % 5,
              "l",
                  id % 11 == 5
                      ? null
                      : List.of((int) id, (int) (id * id)).subList(0, (int) (id % 3)),
              "d", id % 13 == 0 ? null : id / 8.0,
              "dec", Orders.row(id).get("amount")));
    }
    return rows;
  }
}
