/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExampleArgumentsTest {

  @Test
  void readsWhatIsServedByDefault() throws UsageException {
    assertThat(ExampleArguments.parse("explore"))
        .isEqualTo(
            new ExampleArguments(
                "explore",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void takesAFileOfTables() throws UsageException {
    assertThat(
            ExampleArguments.parse(
                "ingest",
                "--tables",
                "mine.sql",
                "--set",
                "archive.path=file:///a=b",
                "--from",
                "file:///s"))
        .isEqualTo(
            new ExampleArguments(
                "ingest",
                Optional.of(Path.of("mine.sql")),
                Optional.empty(),
                Map.of(),
                List.of(new TableOption("archive", "path", "file:///a=b")),
                Optional.of("file:///s")));
  }

  @Test
  void takesAProfileAndTables() throws UsageException {
    ExampleArguments arguments =
        ExampleArguments.parse(
            "--profile", "my.share", "--table", "a.b.c", "--table", "companies=d.e.f", "enrich");
    assertThat(arguments.profile()).contains("my.share");
    assertThat(arguments.shared())
        .containsExactly(Map.entry("trades", "a.b.c"), Map.entry("companies", "d.e.f"));
  }

  @ParameterizedTest
  @CsvSource({
    "--tables x, Which example?",
    "explore report, 'One example at a time, not [explore, report]'",
    "--chekc, Unknown option '--chekc'",
    "explore --set, --set needs a value",
    "explore --set trades=x,"
        + " '--set takes TABLE.OPTION=VALUE, such as trades.s3.region=eu-west-1, not ''trades=x'''",
    "explore --table a.b --profile x,"
        + " '--table takes share.schema.table or NAME=share.schema.table, not ''a.b'''",
    "explore --profile x --table a.b.c --table d.e.f, --table: trades is given twice",
    "explore --profile x, --profile and --table need each other",
    "explore --table a.b.c, --profile and --table need each other",
    "explore --tables x --profile y --table a.b.c, --tables and --profile exclude each other"
  })
  void explainsTypos(String arguments, String message) {
    assertThatThrownBy(() -> ExampleArguments.parse(arguments.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void writesAnOptionAsSql() throws UsageException {
    assertThat(TableOption.parse("--set", "t.a.b=it's").sql())
        .isEqualTo("ALTER TABLE `t` SET ('a.b' = 'it''s')");
  }
}
