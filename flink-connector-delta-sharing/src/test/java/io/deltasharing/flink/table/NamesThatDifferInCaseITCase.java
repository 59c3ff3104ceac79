/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tables with columns and fields whose names differ in case only. Neither Spark nor Kernel makes
 * one, so the names are put into a table's log and files afterwards.
 */
@Timeout(180)
class NamesThatDifferInCaseITCase {
  private static final String COLUMNS = "`key` BIGINT, `KEY` BIGINT, s ROW<fld STRING, FLD STRING>";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void shareThem() throws IOException {
    server = EmbeddedDeltaSharingServer.builder().start();
    share("plain", List.of(), Map.of());
    share("mapped", List.of(), Map.of("delta.columnMapping.mode", "name"));
    share("partitioned", List.of("k_y"), Map.of());
    shareWithColumnsAddedLater();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  private static void share(String name, List<String> partitions, Map<String, String> properties)
      throws IOException {
    Path written = directory.resolve("written-" + name);
    StructType fields =
        new StructType().add("fld", StringType.STRING).add("f_d", StringType.STRING);
    DeltaTableFixture.create(
            written,
            new StructType().add("key", LongType.LONG).add("k_y", LongType.LONG).add("s", fields),
            partitions,
            properties)
        .appendFiles(
            List.of(
                List.<Object[]>of(row(1, 30), row(2, 30)),
                List.<Object[]>of(row(3, 10), row(30, 10))));
    Path table = directory.resolve(name);
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = table.resolve(renamed(written.relativize(file).toString()));
        Files.createDirectories(target.getParent());
        Files.writeString(target, renamed(Files.readString(file, ISO_8859_1)), ISO_8859_1);
      }
    }
    server.share(SharedTable.of("market.live." + name, table));
  }

  /** Its files are from before: they have {@code key} and {@code s.fld} alone. */
  private static void shareWithColumnsAddedLater() throws IOException {
    Path table = directory.resolve("later");
    DeltaTableFixture.create(
            table,
            new StructType()
                .add("key", LongType.LONG)
                .add("s", new StructType().add("fld", StringType.STRING)),
            List.of(),
            Map.of())
        .append(List.of(new Object[] {1L, new Object[] {"a"}}, new Object[] {2L, null}));
    Path commit = table.resolve("_delta_log/00000000000000000000.json");
    String log = Files.readString(commit);
    String key = "{\\\"name\\\":\\\"key\\\",\\\"type\\\":\\\"long\\\",";
    String field = "{\\\"name\\\":\\\"fld\\\",\\\"type\\\":\\\"string\\\",";
    String rest = "\\\"nullable\\\":true,\\\"metadata\\\":{}},";
    assertThat(log).contains(key, field);
    Files.writeString(
        commit,
        log.replace(key, key.replace("key", "KEY") + rest + key)
            .replace(field, field.replace("fld", "FLD") + rest + field));
    server.share(SharedTable.of("market.live.later", table));
  }

  private static Object[] row(long key, long other) {
    return new Object[] {key, other, new Object[] {"low " + key, "high " + key}};
  }

  /** The names keep their lengths, so that all else stays at its place. */
  private static String renamed(String text) {
    return text.replace("k_y", "KEY").replace("f_d", "FLD");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "mapped", "partitioned"})
  void eachIsReadByItsSpelling(String table) throws Exception {
    assertThat(rows(table, COLUMNS, "SELECT `key`, `KEY`, s.fld, s.FLD FROM trades"))
        .containsExactlyInAnyOrder(
            "+I[1, 30, low 1, high 1]",
            "+I[2, 30, low 2, high 2]",
            "+I[3, 10, low 3, high 3]",
            "+I[30, 10, low 30, high 30]");
    assertThat(rows(table, "s ROW<FLD STRING>, `KEY` BIGINT", "SELECT `KEY`, s.FLD FROM trades"))
        .contains("+I[10, high 3]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "mapped", "partitioned"})
  void conditionsAreOnTheOneThatIsSpelledTheSame(String table) throws Exception {
    assertThat(rows(table, COLUMNS, "SELECT `key`, s.FLD FROM trades WHERE `key` = 30"))
        .containsExactly("+I[30, high 30]");
    assertThat(rows(table, COLUMNS, "SELECT `key`, s.FLD FROM trades WHERE `KEY` = 30"))
        .containsExactlyInAnyOrder("+I[1, high 1]", "+I[2, high 2]");
    assertThat(rows(table, COLUMNS, "SELECT `key` FROM trades WHERE s.FLD = 'high 3'"))
        .containsExactly("+I[3]");
    assertThat(rows(table, COLUMNS, "SELECT `key` FROM trades WHERE s.fld = 'high 3'")).isEmpty();
    assertThat(rows(table, COLUMNS, "SELECT MAX(`key`), MAX(`KEY`), COUNT(*) FROM trades"))
        .containsExactly("+I[30, 30, 4]");
    assertThat(rows(table, COLUMNS, "SELECT COUNT(*) FROM trades WHERE `key` = 10"))
        .containsExactly("+I[0]");
  }

  @Test
  void whatFilesFromBeforeDoNotHaveIsNull() throws Exception {
    assertThat(rows("later", COLUMNS, "SELECT `key`, `KEY`, s.fld, s.FLD FROM trades"))
        .containsExactlyInAnyOrder("+I[1, null, a, null]", "+I[2, null, null, null]");
    assertThat(rows("later", COLUMNS, "SELECT `KEY`, s.FLD FROM trades"))
        .containsExactly("+I[null, null]", "+I[null, null]");
    assertThat(rows("later", COLUMNS, "SELECT `key` FROM trades WHERE `KEY` IS NULL"))
        .containsExactlyInAnyOrder("+I[1]", "+I[2]");
    assertThat(rows("later", COLUMNS, "SELECT `key` FROM trades WHERE `KEY` > 0")).isEmpty();
    assertThat(rows("later", COLUMNS, "SELECT COUNT(`key`), COUNT(`KEY`), MAX(`KEY`) FROM trades"))
        .containsExactly("+I[2, 0, null]");
  }

  @Test
  void aNameThatMayBeEitherIsRefusedInPlanning() {
    assertThatThrownBy(
            () -> rows("plain", "`Key` BIGINT, s ROW<Fld STRING>", "SELECT * FROM trades"))
        .hasStackTraceContaining(
            """
            The declared columns do not fit the shared table market.live.plain:
              - column 'Key' may be any of those that differ from it in case only, 'key', 'KEY': spell the one that is meant as the table does
              - column 's.Fld' may be any of those that differ from it in case only, 'fld', 'FLD': spell the one that is meant as the table does
            The table's columns are: key BIGINT, KEY BIGINT, s ROW<`fld` STRING, `FLD` STRING>""");
  }

  @Test
  void aNameThatMayBeEitherIsRefusedWhenTheJobOpensTheTableWherePlanningDoesNotAsk() {
    assertThat(
            QueryAnswer.ofBatch(
                ddl("mapped", "`Key` BIGINT").with("scan.validate-at-planning", "false").create()))
        .startsWith(
            "Reading the shared table market.live.mapped failed: The declared columns do not fit the"
                + " shared table market.live.mapped:\n  - column 'Key' may be any of");
  }

  private static TradesDdl ddl(String table, String columns) {
    return new TradesDdl(server, profile)
        .with("path", profile + "#market.live." + table)
        .columns(columns);
  }

  private static List<String> rows(String table, String columns, String query) throws Exception {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(ddl(table, columns).create());
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql(query).collect()) {
      found.forEachRemaining(it -> rows.add(it.toString()));
    }
    return rows;
  }
}
