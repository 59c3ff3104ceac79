/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What no connector without a catalog or a newer version may read. */
final class OtherFeatures {
  private OtherFeatures() {}

  static void write(Workshop workshop) throws IOException {
    byHand(workshop, "catalog-managed", "catalogManaged");
    byHand(workshop, "geospatial", "geospatial");
    byHand(workshop, "unknown", "timeTravelToTheFuture");
    workshop.table(
        "feature-unknown-to-writers",
        "A plain table whose protocol was made by hand to need, of writers, what is not known.",
        table -> {
          table.create("CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta");
          table.insert(Orders.rows(0, 3));
          LogEdits.writersNeedFeature(table.path(), "writeWithGoldenInk");
        });
    workshop.table(
        "feature-collations",
        "A column compared without regard to case; made so by hand. It makes no row another one.",
        OtherFeatures::collated);
  }

  private static void collated(WrittenTable table) throws IOException {
    table.create("CREATE TABLE {table} (id BIGINT, text STRING) USING delta");
    table.insert(List.of(TableRow.of("id", 1L, "text", "a"), TableRow.of("id", 2L, "text", "A")));
    LogEdits.writersNeedFeature(table.path(), "collations");
    String plain = "\"name\":\"text\",\"type\":\"string\",\"nullable\":true,\"metadata\":{}";
    String collated = plain.replace("{}", "{\"__COLLATIONS\":{\"text\":\"spark.UTF8_LCASE\"}}");
    LogEdits.edit(
        table.path(),
        0,
        "metaData",
        it -> it.put("schemaString", it.get("schemaString").asText().replace(plain, collated)));
  }

  private static void byHand(Workshop workshop, String name, String feature) throws IOException {
    workshop.table(
        "feature-" + name,
        "A plain table whose protocol was made by hand to need " + feature + ".",
        table -> {
          table.create("CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta");
          table.insert(Orders.rows(0, 3), Map.of());
          LogEdits.needFeature(table.path(), feature);
        });
  }
}
