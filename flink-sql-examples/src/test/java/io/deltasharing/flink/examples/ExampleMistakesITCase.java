/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who calls bin/example wrongly. */
class ExampleMistakesITCase {

  private static final String HINT = "bin/example --help says more.";

  @TempDir Path directory;

  @Test
  void knowsItsExamples() throws Exception {
    assertRefused(
        "example: There is no example 'exlore', only enrich, explore, ingest, prices, report, and"
            + " files whose name ends in .sql",
        "exlore");
  }

  @Test
  void saysHowToGetTables() throws Exception {
    assertRefused(
        "example: No tables to read: run bin/quickstart --serve in another terminal, or say which"
            + " by --tables, or by --profile and --table",
        "explore");
  }

  @Test
  void refusesOptionsOfTablesThatAreNotThere() throws Exception {
    assertRefused(
        "example: --set: there is no table archives, only companies, trades",
        "explore",
        "--tables",
        "sql/tables.sql",
        "--set",
        "archives.path=x");
  }

  @Test
  void namesTheLineOfAMistakeInSql() throws Exception {
    Path file = script("SELECT 1;\n\nSELEC 1;");
    try (ExampleRun run =
        ExampleRun.start(directory, file.toString(), "--tables", script("").toString())) {
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.errors().get(0)).startsWith("example: f.sql, line 3: ");
      assertThat(run.errors()).hasSize(2);
    }
  }

  private Path script(String text) throws IOException {
    return Files.writeString(Files.createTempDirectory(directory, "").resolve("f.sql"), text);
  }

  private void assertRefused(String message, String... arguments) throws Exception {
    try (ExampleRun run = ExampleRun.start(directory, arguments)) {
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.errors()).containsExactly(message, HINT);
    }
  }
}
