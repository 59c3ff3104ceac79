/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/**
 * By DuckDB, which adds up in its own engine, on one thread: what native code can do where no row
 * is handed over to Java. Flat columns alone.
 */
final class DuckScan implements Pass {
  private final Connection connection;
  private final String query;

  DuckScan(List<Path> files, RowType columns) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 1");
    }
    query =
        "SELECT count(*), ("
            + columns.getFields().stream().map(DuckScan::sum).collect(joining(" + "))
            + ")::BIGINT FROM read_parquet(["
            + files.stream().map(it -> "'" + it + "'").collect(joining(", "))
            + "])";
  }

  private static String sum(RowType.RowField column) {
    String name = column.getName();
    String value =
        switch (column.getType().getTypeRoot()) {
          case BIGINT, INTEGER -> name;
          case DECIMAL -> "(" + name + " * 100)::BIGINT";
          case DATE -> name + " - DATE '1970-01-01'";
          case VARCHAR -> "strlen(" + name + ") * 31 + ascii(" + name + ")";
          default -> throw new IllegalArgumentException("no sum by DuckDB over " + name);
        };
    return "coalesce(sum(" + value + "), 0)";
  }

  @Override
  public ReadSum run() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return new ReadSum(result.getLong(1), result.getLong(2));
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
