/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Files that DuckDB writes. */
final class DuckFile {
  private static final int ROWS_AT_ONCE = 100;

  private DuckFile() {}

  /**
   * Writes a file that has the rows four times, one after another: parsing literals is what takes
   * long.
   *
   * @param version of the format, V1 or V2: the second has other encodings
   */
  static WrittenFile write(
      Path path,
      List<TestColumn> columns,
      List<List<@Nullable Object>> rows,
      String codec,
      String version)
      throws IOException, SQLException {
    RowType type = ReadFile.rowType(WrittenFile.table(columns));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute(
          "CREATE TABLE t ("
              + type.getFields().stream()
                  .map(it -> '"' + it.getName() + "\" " + DuckLiterals.type(it.getType()))
                  .collect(joining(", "))
              + ")");
      for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
        List<String> literals = new ArrayList<>();
        for (List<@Nullable Object> row :
            rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE))) {
          literals.add(DuckLiterals.row(row, type));
        }
        statement.execute("INSERT INTO t VALUES " + String.join(", ", literals));
      }
      statement.execute("INSERT INTO t SELECT * FROM t");
      statement.execute("INSERT INTO t SELECT * FROM t");
      statement.execute(
          "COPY t TO '"
              + path
              + "' (FORMAT parquet, ROW_GROUP_SIZE 2048, COMPRESSION '"
              + codec
              + "', PARQUET_VERSION "
              + version
              + ")");
    }
    byte[] bytes = Files.readAllBytes(path);
    List<List<@Nullable Object>> written =
        Collections.nCopies(4, TestRows.asRead(rows)).stream().flatMap(List::stream).toList();
    return new WrittenFile(columns, written, ReadFile.schema(bytes), bytes);
  }
}
