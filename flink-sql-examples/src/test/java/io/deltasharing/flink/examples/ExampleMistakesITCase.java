/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.InstanceOfAssertFactories;
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
    Path file = script("-- one column\n\nCREATE TABLE t (a INTT);");
    try (ExampleRun run =
        ExampleRun.start(directory, file.toString(), "--tables", "sql/tables.sql")) {
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.errors())
          .first(InstanceOfAssertFactories.STRING)
          .startsWith("example: f.sql, line 3: ");
      assertThat(run.errors()).hasSize(2).last().asString().startsWith("More in ");
    }
  }

  @Test
  void saysWhichTableTheServerDoesNotKnow() throws Exception {
    try (EmbeddedDeltaSharingServer server = EmbeddedDeltaSharingServer.builder().start()) {
      Path profile = server.writeProfile(directory.resolve("config.share"));
      try (ExampleRun run =
          ExampleRun.start(
              directory, "explore", "--profile", profile.toString(), "--table", "a.b.c")) {
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errors())
            .first(InstanceOfAssertFactories.STRING)
            .startsWith("example: The sharing server 127.0.0.1:")
            .contains("table a.b.c");
      }
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
