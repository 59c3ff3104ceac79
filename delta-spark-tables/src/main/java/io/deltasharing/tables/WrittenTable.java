/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A table that delta-spark writes while a model of it is kept. Each method is one commit, and fails
 * where delta-spark made none or another one than the model has it.
 *
 * <p>In statements, {@code {table}} stands for the table.
 */
final class WrittenTable {
  private final SparkSession spark;
  private final Path path;
  private final TableModel model;
  private final ExpectedRows expected;
  private RowIds rowIds;
  private long version = -1;

  WrittenTable(
      SparkSession spark, Path path, String name, String about, List<String> partitionColumns) {
    this.spark = spark;
    this.path = path;
    this.model = new TableModel(partitionColumns);
    this.expected = new ExpectedRows(name, about);
  }

  /** Creates it, or replaces it by an empty one. */
  WrittenTable create(String statement) throws IOException {
    spark.sql(filled(statement));
    return record(model.overwrite(it -> true, List.of()));
  }

  /** Sets an option of the table's own session. */
  WrittenTable set(String option, String value) {
    spark.conf().set(option, value);
    return this;
  }

  /** Removes what the log does not need after the checkpoint of a version. */
  void forgetBefore(long checkpoint) throws IOException {
    for (long gone = 0; gone < checkpoint; gone++) {
      Files.delete(LogEdits.commit(path, gone));
    }
    expected.forgetBefore(checkpoint);
  }

  /** Has row tracking from its creation on: its rows' ids are expected, too. */
  WrittenTable trackRows() {
    rowIds = new RowIds(spark);
    return this;
  }

  WrittenTable useVectors() {
    model.useVectors(true);
    return this;
  }

  WrittenTable insert(List<TableRow> rows) throws IOException {
    return insert(rows, Map.of());
  }

  WrittenTable insert(List<TableRow> rows, Map<String, String> options) throws IOException {
    writer(rows, options).mode("append").save(path.toString());
    return record(model.insert(rows));
  }

  /**
   * Rows that delta-spark keeps in another form.
   *
   * @param kept what becomes of a row
   */
  WrittenTable insertAs(List<TableRow> rows, UnaryOperator<TableRow> kept) throws IOException {
    writer(rows, Map.of()).mode("append").save(path.toString());
    return record(model.insert(rows.stream().map(kept).toList()));
  }

  /** By a statement, where columns of the rows are made by the table itself. */
  WrittenTable insert(String statement, List<TableRow> rows) throws IOException {
    spark.sql(filled(statement));
    return record(model.insert(rows));
  }

  WrittenTable delete(String condition, Predicate<TableRow> matches) throws IOException {
    spark.sql(filled("DELETE FROM {table} WHERE " + condition));
    return record(model.change(matches, it -> null, List.of()));
  }

  WrittenTable deleteAll() throws IOException {
    spark.sql(filled("DELETE FROM {table}"));
    return record(model.overwrite(it -> true, List.of()));
  }

  WrittenTable update(
      String assignments,
      String condition,
      Predicate<TableRow> matches,
      UnaryOperator<TableRow> become)
      throws IOException {
    spark.sql(filled("UPDATE {table} SET " + assignments + " WHERE " + condition));
    return record(model.change(matches, become, List.of()));
  }

  /**
   * Merges rows by their ids.
   *
   * @param become what becomes of a row that is there already, by that row; null: it is deleted
   * @param inserted which of the rows are inserted
   */
  WrittenTable merge(
      List<TableRow> rows,
      String clauses,
      Predicate<TableRow> matches,
      Function<TableRow, TableRow> become,
      List<TableRow> inserted)
      throws IOException {
    data(rows).createOrReplaceTempView("source");
    spark.sql(filled("MERGE INTO {table} t USING source s ON t.id = s.id " + clauses));
    return record(model.change(matches, become, inserted));
  }

  /** Puts rows in the place of those that match, which are whole files. */
  WrittenTable overwrite(
      List<TableRow> rows, Map<String, String> options, Predicate<TableRow> matches)
      throws IOException {
    writer(rows, options).mode("overwrite").save(path.toString());
    return record(model.overwrite(matches, rows));
  }

  /** Puts rows in the place of those that match, wherever they are. */
  WrittenTable replace(List<TableRow> rows, String condition, Predicate<TableRow> matches)
      throws IOException {
    writer(rows, Map.of("replaceWhere", condition)).mode("overwrite").save(path.toString());
    return record(model.change(matches, it -> null, rows));
  }

  /** Puts rows of other columns in the place of all. */
  WrittenTable overwriteSchema(List<TableRow> rows, String columns) throws IOException {
    StructType schema = StructType.fromDDL(columns);
    writer(data(rows, schema), Map.of("overwriteSchema", "true"))
        .mode("overwrite")
        .save(path.toString());
    return record(model.overwrite(it -> true, rows));
  }

  /** Makes the table anew, with these columns and rows. */
  WrittenTable replaceTable(List<TableRow> rows, String columns) throws IOException {
    data(rows, StructType.fromDDL(columns)).createOrReplaceTempView("source");
    spark.sql(filled("CREATE OR REPLACE TABLE {table} USING delta AS SELECT * FROM source"));
    return record(model.overwrite(it -> true, rows));
  }

  /** A statement that writes files anew, such as OPTIMIZE. */
  WrittenTable compact(String statement, Predicate<FileRows> wanted) throws IOException {
    spark.sql(filled(statement));
    return record(model.compact(wanted));
  }

  WrittenTable restore(long to) throws IOException {
    spark.sql(filled("RESTORE TABLE {table} TO VERSION AS OF " + to));
    return record(model.restore(to));
  }

  /** A statement that changes the table's definition, but no row. */
  WrittenTable alter(String statement) throws IOException {
    return alter(statement, UnaryOperator.identity());
  }

  /** A statement that changes the table's columns. */
  WrittenTable alter(String statement, UnaryOperator<TableRow> change) throws IOException {
    spark.sql(filled(statement));
    return record(model.columns(change));
  }

  /** A statement that changes no row, by several commits. */
  WrittenTable alterInSeveralCommits(String statement) throws IOException {
    spark.sql(filled(statement));
    while (commit(version + 1).toFile().exists()) {
      version++;
      remember(CommitFacts.of(commit(version)), Change.none());
    }
    return this;
  }

  /** A statement that commits nothing. */
  WrittenTable run(String statement) throws IOException {
    spark.sql(filled(statement));
    return this;
  }

  /** The table's newest version. */
  long version() {
    return version;
  }

  Path path() {
    return path;
  }

  SparkSession spark() {
    return spark;
  }

  StructType schema() {
    return spark.read().format("delta").load(path.toString()).schema();
  }

  /** Writes what is expected of the table beside it. */
  void finish() throws IOException {
    expected.write(path.resolveSibling("expected.json"));
  }

  private DataFrameWriter<Row> writer(List<TableRow> rows, Map<String, String> options) {
    return writer(data(rows), options);
  }

  private static DataFrameWriter<Row> writer(Dataset<Row> data, Map<String, String> options) {
    return data.write().format("delta").options(options);
  }

  private Dataset<Row> data(List<TableRow> rows) {
    return data(rows, schema());
  }

  private Dataset<Row> data(List<TableRow> rows, StructType schema) {
    return spark.createDataFrame(SparkRows.of(rows, schema), schema).coalesce(1);
  }

  private String filled(String statement) {
    return statement.replace("{table}", "delta.`" + path + "`");
  }

  private WrittenTable record(Change change) throws IOException {
    version++;
    CommitFacts facts = CommitFacts.of(commit(version));
    if (!change.fits(facts) || Files.exists(commit(version + 1))) {
      throw new IllegalStateException(
          "version " + version + " of " + path + ": " + facts.json() + ", and not: " + change);
    }
    remember(facts, change);
    return this;
  }

  private void remember(CommitFacts facts, Change change) {
    model.keep(version);
    expected.add(version, schema(), facts, change, model.rows());
    if (rowIds != null) {
      expected.addRowIds(rowIds.of(filled("{table}"), version, model.rows()));
    }
  }

  private Path commit(long of) {
    return LogEdits.commit(path, of);
  }
}
