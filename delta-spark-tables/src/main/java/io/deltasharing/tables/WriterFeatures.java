/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/** Features that writers have to know, and readers need not. */
final class WriterFeatures {
  private static final String CREATE = "CREATE TABLE {table} (" + Orders.COLUMNS + ") USING delta";

  private WriterFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table(
        "feature-generated-columns", "A column that the table makes.", WriterFeatures::generated);
    workshop.table(
        "feature-identity-columns", "Ids that the table gives out.", WriterFeatures::identity);
    workshop.table(
        "feature-column-defaults",
        "Columns with defaults, one of them added later.",
        WriterFeatures::defaults);
    workshop.table(
        "feature-constraints", "NOT NULL at two depths, and a check.", WriterFeatures::constraints);
    property(workshop, "append-only", "'delta.appendOnly' = 'true'", List.of());
    property(workshop, "clustering", "", List.of("CLUSTER BY (id)"));
    property(workshop, "change-data-feed", "'delta.enableChangeDataFeed' = 'true'", List.of());
    property(workshop, "row-tracking", "'delta.enableRowTracking' = 'true'", List.of());
    property(
        workshop,
        "vacuum-protocol-check",
        "'delta.feature.vacuumProtocolCheck' = 'supported'",
        List.of());
    property(
        workshop,
        "checkpoint-protection",
        "'delta.feature.checkpointProtection' = 'supported'",
        List.of());
    for (int version : List.of(1, 2, 3)) {
      property(
          workshop,
          "iceberg-compat-v" + version,
          "'delta.columnMapping.mode' = 'name', 'delta.enableIcebergCompatV"
              + version
              + "' = 'true'",
          List.of());
    }
    workshop.table(
        "feature-materialized-partitions",
        "Partition columns that are in the data files too.",
        List.of("region"),
        it -> {
          it.create(
              "CREATE TABLE {table} ("
                  + Orders.PARTITIONED_COLUMNS
                  + ") USING delta PARTITIONED BY (region) TBLPROPERTIES"
                  + " ('delta.feature.materializePartitionColumns' = 'supported')");
          it.insert(Orders.partitioned(0, 4));
        });
  }

  private static void property(
      Workshop workshop, String name, String properties, List<String> clauses) throws IOException {
    workshop.table(
        "feature-" + name,
        "A table with " + properties + String.join("", clauses) + ".",
        table -> {
          String tail = properties.isEmpty() ? "" : " TBLPROPERTIES (" + properties + ")";
          table.create(CREATE + " " + String.join(" ", clauses) + tail);
          table.insert(Orders.rows(0, 4)).insert(Orders.rows(4, 4));
          if (!name.equals("append-only")) {
            table.update(
                "label = concat(label, '*')", "id = 2", it -> it.id() == 2, Orders::relabelled);
            table.compact("OPTIMIZE {table}", it -> true).insert(Orders.rows(8, 2));
          }
        });
  }

  private static void generated(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, twice BIGINT GENERATED ALWAYS AS (id * 2), half DOUBLE) USING delta");
    table.insert(
        "INSERT INTO {table} (id, half) VALUES (1, 0.5), (2, 1.0)",
        LongStream.of(1, 2)
            .mapToObj(it -> TableRow.of("id", it, "twice", 2 * it, "half", it / 2.0))
            .toList());
  }

  private static void identity(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 5), text STRING)"
            + " USING delta");
    // One row at a time: which of several gets which number is for Spark to say.
    table.insert(
        "INSERT INTO {table} (text) VALUES ('a')", List.of(TableRow.of("id", 10L, "text", "a")));
    table.insert(
        "INSERT INTO {table} (text) VALUES ('b')", List.of(TableRow.of("id", 15L, "text", "b")));
  }

  private static void defaults(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, n INT DEFAULT 7) USING delta TBLPROPERTIES"
            + " ('delta.feature.allowColumnDefaults' = 'supported')");
    table.insert(
        "INSERT INTO {table} VALUES (1, DEFAULT), (2, NULL), (3, 8)",
        List.of(
            TableRow.of("id", 1L, "n", 7),
            TableRow.of("id", 2L, "n", null),
            TableRow.of("id", 3L, "n", 8)));
    table.alter("ALTER TABLE {table} ADD COLUMN text STRING", it -> it.with("text", null));
    table.alter("ALTER TABLE {table} ALTER COLUMN text SET DEFAULT 'none'");
    table.insert(
        "INSERT INTO {table} (id) VALUES (4)",
        List.of(TableRow.of("id", 4L, "n", 7, "text", "none")));
  }

  private static void constraints(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT NOT NULL, s STRUCT<n: INT NOT NULL, m: INT>) USING delta");
    table.alter("ALTER TABLE {table} ADD CONSTRAINT positive CHECK (id > 0)");
    table.insert(
        List.of(
            TableRow.of("id", 1L, "s", TableRow.of("n", 1, "m", null)),
            TableRow.of("id", 2L, "s", TableRow.of("n", 2, "m", 2))));
  }
}
