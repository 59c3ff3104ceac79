/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.process.Patience;
import io.deltasharing.flink.e2e.sql.RuntimeMode;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.table.LiveTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person does in the SQL client: SELECT, a join, and INSERT INTO Parquet files, which are
 * read back. On a cluster with Flink's Parquet format and a Hadoop client of another version beside
 * the connector.
 */
final class SqlClientSession implements Scenario {
  private static final Patience JOB = new Patience(Duration.ofSeconds(90));
  private static final String SUMS =
      "SELECT 'sum', COUNT(*), SUM(id), MIN(symbol), MAX(symbol) FROM ";
  private static final String JOIN =
      "SELECT 'join', COUNT(*), MAX(a.id), MIN(a.symbol), MAX(b.symbol)"
          + " FROM trades AS a JOIN other AS b ON a.id = b.id";

  @Override
  public String name() {
    return "sql-client";
  }

  @Override
  public List<String> tables() {
    return List.of(name(), name() + "-other");
  }

  @Override
  public boolean needsParquet() {
    return true;
  }

  @Override
  public String run(Stage stage) {
    LiveTable trades = stage.table(name());
    List<String> declarations =
        List.of(
            Tables.shared(stage, "trades", trades),
            Tables.shared(stage, "other", stage.table(name() + "-other")),
            Tables.parquetFiles("copy", stage.output("parquet")));
    long rows = trades.rows();
    String sum = "sum," + rows + ',' + rows * (rows - 1) / 2 + ",ACME,GRID";
    String join = "join," + rows + ',' + (rows - 1) + ",ACME,GRID";
    List<String> wanted = List.of(sum, join, sum);
    List<String> found =
        stage.hasSqlClient() ? byClient(stage, declarations) : byProgram(stage, declarations);
    Expectation.that(found.equals(wanted), "found " + found + ", not " + wanted);
    return "rows="
        + rows
        + " lost=0 doubled=0 wrong=0 by="
        + (stage.hasSqlClient() ? "client" : "program");
  }

  private static List<String> byClient(Stage stage, List<String> declarations) {
    List<String> script = new ArrayList<>();
    if (!stage.addJar().isEmpty()) {
      script.add(stage.addJar());
    }
    script.add("SET 'execution.runtime-mode' = 'batch'");
    script.add("SET 'table.dml-sync' = 'true'");
    script.add("SET 'sql-client.execution.result-mode' = 'tableau'");
    script.addAll(declarations);
    script.add(SUMS + "trades");
    script.add(JOIN);
    script.add("INSERT INTO copy SELECT * FROM trades");
    script.add(SUMS + "copy");
    String printed = stage.client().run("session", String.join(";\n", script) + ";\n");
    List<String> found = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      String bare = line.replace(" ", "");
      if (bare.startsWith("|sum|") || bare.startsWith("|join|")) {
        found.add(bare.substring(1, bare.length() - 1).replace('|', ','));
      }
    }
    return found;
  }

  private static List<String> byProgram(Stage stage, List<String> declarations) {
    try (SqlSession sql = stage.open(RuntimeMode.BATCH)) {
      declarations.forEach(sql::execute);
      List<String> found = new ArrayList<>();
      found.add(only(sql.query(SUMS + "trades")));
      found.add(only(sql.query(JOIN)));
      String job = sql.submit("INSERT INTO copy SELECT * FROM trades");
      JOB.await(
          "the INSERT has finished", () -> stage.cluster().rest().state(job).equals("FINISHED"));
      found.add(only(sql.query(SUMS + "copy")));
      return found;
    }
  }

  private static String only(List<List<String>> rows) {
    if (rows.size() != 1) {
      throw new Failure("One row was expected, not " + rows);
    }
    return String.join(",", rows.get(0));
  }
}
