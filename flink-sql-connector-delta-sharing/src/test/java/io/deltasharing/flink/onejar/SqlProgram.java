/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.util.Iterator;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
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
      try (CloseableIterator<Row> rows = sql.executeSql(statement).collect()) {
        for (Iterator<Row> it = rows; it.hasNext(); ) {
          System.out.println(ROW + it.next());
        }
      }
    }
    // Flink's local cluster leaves threads that would keep the JVM for a while.
    System.exit(0);
  }
}
