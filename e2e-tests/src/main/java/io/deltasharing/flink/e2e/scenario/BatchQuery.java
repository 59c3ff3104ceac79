/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.sql.RuntimeMode;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.table.LiveTable;
import java.math.BigDecimal;
import java.time.Duration;

/** Aggregations in batch mode over a table of many files: by reading it, and from its log. */
final class BatchQuery implements Scenario {

  @Override
  public String name() {
    return "batch-query";
  }

  @Override
  public String run(Stage stage) {
    LiveTable table = stage.table(name());
    table.feed(50, Duration.ofMillis(100));
    new io.deltasharing.flink.e2e.process.Patience(Duration.ofSeconds(60))
        .await("2000 rows in the table", () -> table.rows() >= 2000);
    table.stopFeed();
    stage.cluster();
    try (SqlSession sql = stage.open(RuntimeMode.BATCH)) {
      sql.execute(Tables.shared(stage, "batch_trades", table));
      long rows = table.rows();
      expect(
          sql,
          "COUNT(*), COUNT(DISTINCT id), MAX(id), CAST(SUM(price) AS STRING) FROM batch_trades",
          rows + "," + rows + "," + (rows - 1) + "," + sum(rows));
      // What the planner asks the connector: it has a class loader of its own on a cluster.
      expect(
          sql,
          "COUNT(*), COUNT(symbol), MIN(id), MAX(id) FROM batch_trades",
          rows + "," + rows + ",0," + (rows - 1));
      expect(
          sql,
          "COUNT(price) FROM batch_trades WHERE id BETWEEN 100 AND 1099 AND symbol LIKE '%'",
          "1000");
      expect(sql, "COUNT(*) FROM (SELECT price FROM batch_trades LIMIT 7)", "7");
      return "rows=" + rows + " lost=0 doubled=0 wrong=0";
    } catch (IndexOutOfBoundsException e) {
      throw new Failure("The query had no result", e);
    }
  }

  private static void expect(SqlSession sql, String query, String expected) {
    String found = String.join(",", sql.query("SELECT " + query).get(0));
    Expectation.that(
        found.equals(expected), "SELECT " + query + " said " + found + ", not " + expected);
  }

  private static String sum(long rows) {
    BigDecimal sum = BigDecimal.ZERO;
    for (long id = 0; id < rows; id++) {
      sum = sum.add((BigDecimal) TradesTable.row(id)[2]);
    }
    return sum.toPlainString();
  }
}
