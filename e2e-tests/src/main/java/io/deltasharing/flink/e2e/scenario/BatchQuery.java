/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.e2e.process.Failure;
import io.deltasharing.flink.e2e.sql.RuntimeMode;
import io.deltasharing.flink.e2e.sql.SqlSession;
import io.deltasharing.flink.e2e.table.LiveTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** An aggregation in batch mode over a table of many files. */
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
      List<List<String>> rows =
          sql.query(
              "SELECT COUNT(*), COUNT(DISTINCT id), MAX(id), CAST(SUM(price) AS STRING) FROM batch_trades");
      String expected =
          table.rows() + "," + table.rows() + "," + (table.rows() - 1) + "," + sum(table.rows());
      String found = String.join(",", rows.get(0));
      Expectation.that(found.equals(expected), "the query said " + found + ", not " + expected);
      return "rows=" + table.rows() + " lost=0 doubled=0 wrong=0";
    } catch (IndexOutOfBoundsException e) {
      throw new Failure("The query had no result", e);
    }
  }

  private static String sum(long rows) {
    BigDecimal sum = BigDecimal.ZERO;
    for (long id = 0; id < rows; id++) {
      sum = sum.add((BigDecimal) TradesTable.row(id)[2]);
    }
    return sum.toPlainString();
  }
}
