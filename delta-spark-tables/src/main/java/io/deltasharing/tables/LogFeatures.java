/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.List;

/**
 * How the log is kept: checkpoints of each kind, in-commit timestamps, logs that were cleaned up.
 */
final class LogFeatures {
  private static final String CREATE =
      "CREATE TABLE {table} ("
          + Orders.PARTITIONED_COLUMNS
          + ") USING delta PARTITIONED BY (region) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true'";
  private static final String PART_SIZE = "spark.databricks.delta.checkpoint.partSize";

  private LogFeatures() {}

  static void write(Workshop workshop) throws IOException {
    for (String format : List.of("parquet", "json")) {
      workshop.table(
          "feature-v2-checkpoint-" + format,
          "Checkpoints of the second kind, in " + format + ", with several sidecars.",
          List.of("region"),
          table -> {
            table.set("spark.databricks.delta.checkpointV2.topLevelFileFormat", format);
            checkpointed(
                table.set(PART_SIZE, "3"),
                ", 'delta.checkpointPolicy' = 'v2', 'delta.checkpointInterval' = '5')");
          });
    }
    workshop.table(
        "feature-checkpoint-multi-part",
        "A classic checkpoint in several parts.",
        List.of("region"),
        it -> checkpointed(it.set(PART_SIZE, "3"), ", 'delta.checkpointInterval' = '5')"));
    workshop.table(
        "feature-checkpoint-struct-stats",
        "Checkpoints with statistics and partition values as structs, without those as JSON.",
        List.of("region"),
        it ->
            checkpointed(
                it,
                ", 'delta.checkpointInterval' = '5', 'delta.checkpoint.writeStatsAsStruct' = 'true',"
                    + " 'delta.checkpoint.writeStatsAsJson' = 'false')"));
    workshop.table(
        "feature-long-log",
        "A checkpoint and many commits after it.",
        List.of("region"),
        it -> {
          it.create(CREATE + ", 'delta.checkpointInterval' = '12')").useVectors();
          for (int i = 0; i < 22; i++) {
            it.insert(Orders.partitioned(i, 1));
          }
        });
    workshop.table(
        "feature-cleaned-up",
        "A log whose commits before the checkpoint were cleaned up.",
        List.of("region"),
        table -> {
          checkpointed(table, ", 'delta.checkpointInterval' = '5')");
          table.forgetBefore(5);
        });
    workshop.table(
        "feature-in-commit-timestamps",
        "In-commit timestamps from the first version on.",
        List.of("region"),
        it -> checkpointed(it, ", 'delta.enableInCommitTimestamps' = 'true')"));
  }

  private static void checkpointed(WrittenTable table, String properties) throws IOException {
    table.create(CREATE + properties).useVectors();
    for (int i = 0; i < 4; i++) {
      table.insert(Orders.partitioned(4 * i, 4));
    }
    table
        .delete("id IN (2, 9)", it -> it.id() == 2 || it.id() == 9)
        .insert(Orders.partitioned(20, 2));
    table.delete("id = 20", it -> it.id() == 20);
  }
}
