/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Executes its arguments as SQL statements, in batch mode on a Flink of its own, and prints the
 * rows of their results. It knows Flink only: the connector is found as users' programs find it.
 */
final class SqlProgram {
  /** What lines of rows begin with. */
  static final String ROW = "row ";

  private SqlProgram() {}

  public static void main(String[] statements) throws Exception {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    for (String statement : statements) {
      TableResult result = sql.executeSql(statement);
      if (result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT) {
        print(result);
      }
    }
    // Flink's local cluster leaves threads that would keep the JVM for a while.
    System.exit(0);
  }

  private static void print(TableResult result) throws Exception {
    try (CloseableIterator<Row> rows = result.collect()) {
      rows.forEachRemaining(row -> System.out.println(ROW + row));
    }
  }
}
