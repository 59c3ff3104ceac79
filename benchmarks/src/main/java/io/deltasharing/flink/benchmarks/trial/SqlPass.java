/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import static java.util.stream.Collectors.joining;

import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * A query in SQL, whose rows an operator of the DataStream API asks for all their fields, without
 * converting them.
 */
final class SqlPass implements Pass {
  private final Jobs jobs;
  private final String table;
  private final String query;
  private final RowType columns;

  /**
   * @param declared all columns of the table
   * @param columns those that are read
   * @param condition of the rows that are read; empty for all
   */
  SqlPass(
      Jobs jobs, Map<String, String> options, RowType declared, RowType columns, String condition) {
    this.jobs = jobs;
    this.columns = columns;
    this.table =
        "CREATE TABLE t ("
            + declared.getFields().stream()
                .map(it -> it.getName() + " " + it.getType().asSerializableString())
                .collect(joining(", "))
            + ") WITH ("
            + options.entrySet().stream()
                .map(it -> "'" + it.getKey() + "' = '" + it.getValue() + "'")
                .collect(joining(", "))
            + ")";
    this.query =
        "SELECT "
            + String.join(", ", columns.getFieldNames())
            + " FROM t"
            + (condition.isEmpty() ? "" : " WHERE " + condition);
  }

  @Override
  public ReadSum run() throws Exception {
    StreamExecutionEnvironment environment = jobs.environment();
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
    tables.executeSql(table);
    return jobs.run(
        environment,
        tables.toDataStream(
            tables.sqlQuery(query),
            TypeConversions.fromLogicalToDataType(columns).bridgedTo(RowData.class)),
        columns);
  }

  @Override
  public void close() throws Exception {
    jobs.close();
  }
}
