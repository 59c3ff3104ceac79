/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Where tables are made.
 *
 * @param directory holds a directory for each table
 * @param wanted names of tables, or beginnings of names
 * @param failures takes up why a table could not be made; the others are made all the same
 */
record Workshop(SparkSession spark, Path directory, List<String> wanted, List<String> failures) {

  /** Makes one table. */
  @FunctionalInterface
  interface Recipe {
    void make(WrittenTable table) throws IOException;
  }

  static SparkSession session() {
    return SparkSession.builder()
        .master("local[1]")
        .appName("delta-spark-tables")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        // Compiling code for a few rows takes longer than anything else.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config(
            "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.databricks.delta.writeChecksumFile.enabled", "false")
        // The one for HDFS starts a process for each commit.
        .config("spark.delta.logStore.file.impl", "io.delta.storage.LocalLogStore")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .getOrCreate();
  }

  void table(String name, String about, Recipe recipe) throws IOException {
    table(name, about, List.of(), recipe);
  }

  void table(String name, String about, List<String> partitionColumns, Recipe recipe)
      throws IOException {
    if (wanted.stream().noneMatch(name::startsWith)) {
      return;
    }
    System.out.println(name);
    Path home = directory.resolve(name);
    TableFiles.removeAll(home);
    Files.createDirectories(home);
    WrittenTable table =
        new WrittenTable(spark.newSession(), home.resolve("table"), name, about, partitionColumns);
    try {
      recipe.make(table);
      table.finish();
    } catch (Exception e) {
      TableFiles.removeAll(home);
      failures.add(name + ": " + e);
    }
  }
}
