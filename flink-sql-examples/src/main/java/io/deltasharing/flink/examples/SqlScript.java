/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands in a SQL file: settings first, then statements.
 *
 * @param settings of the {@code SET} statements
 * @param statements all others
 */
record SqlScript(Map<String, String> settings, List<SqlStatement> statements) {

  static final SqlScript EMPTY = new SqlScript(Map.of(), List.of());

  /**
   * Reads a file.
   *
   * @throws UsageException if it cannot be read or is not well-formed
   */
  static SqlScript read(Path file) throws UsageException {
    String name = String.valueOf(file.getFileName());
    try {
      return of(new SqlSplitter(name, Files.readString(file)).statements());
    } catch (NoSuchFileException e) {
      throw new UsageException("There is no file " + file);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + ": " + Causes.deepest(e));
    }
  }

  /** Flink wants settings such as the runtime mode before the first table is declared. */
  static SqlScript of(List<SqlStatement> all) throws UsageException {
    Map<String, String> settings = new LinkedHashMap<>();
    List<SqlStatement> statements = new ArrayList<>();
    for (SqlStatement statement : all) {
      Map.Entry<String, String> setting = statement.setting().orElse(null);
      if (setting == null) {
        statements.add(statement);
      } else if (statements.isEmpty()) {
        settings.put(setting.getKey(), setting.getValue());
      } else {
        throw new UsageException(
            statement.place() + ": SET has to stand before all other statements of a file");
      }
    }
    return new SqlScript(settings, statements);
  }

  /** The statements before the first that does more than to declare something. */
  List<SqlStatement> declarations() {
    return statements.stream().takeWhile(SqlStatement::declares).toList();
  }

  /** All others. */
  List<SqlStatement> work() {
    return statements.stream().dropWhile(SqlStatement::declares).toList();
  }
}
