/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.testing.WrittenVersion.RowIds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
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
import org.junit.jupiter.params.provider.CsvSource;

/** Ids of rows in SQL, as Spark gives them, over tables that delta-spark wrote. */
@Timeout(180)
class RowIdsITCase {
  private static final String REWRITTEN = "feature-row-ids";
  private static final String VECTORS = "feature-row-ids-deletion-vectors";
  private static final String SWITCHED_ON = "history-writer-features";
  private static final String UNTRACKED = "history-append";
  private static final String UNTRACKED_WORDS =
      "The metadata of features.spark.history-append that was declared needs row tracking, which the"
          + " table does not have: '_row_id', '_row_commit_version'. Leave it out, or ask the"
          + " provider to set 'delta.enableRowTracking' = 'true'.";
  private static final String COLUMNS =
      "label STRING, id BIGINT, place BIGINT METADATA FROM '_row_index' VIRTUAL,"
          + " v BIGINT METADATA FROM '_row_commit_version' VIRTUAL,"
          + " r BIGINT METADATA FROM '_row_id' VIRTUAL";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;
  private static List<WrittenTable> tables = List.of();
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void shareThem() throws IOException {
    tables = WrittenTables.copyTo(directory.resolve("tables"));
    server = EmbeddedDeltaSharingServer.builder().start();
    for (String name : List.of(REWRITTEN, VECTORS, SWITCHED_ON, UNTRACKED)) {
      server.share(SharedTable.of("features.spark." + name, table(name).directory()));
    }
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    REWRITTEN + ", 1",
    REWRITTEN + ", 4",
    REWRITTEN + ", 6",
    REWRITTEN + ", 9",
    VECTORS + ", 3",
    VECTORS + ", 6",
    VECTORS + ", 9"
  })
  void aSnapshotsRowsHaveTheIdsThatSparkGives(String table, long version) throws Exception {
    List<RowIds> expected = table(table).version(version).rowIds();
    assertThat(expected).isNotEmpty();
    assertThat(ids(table, "'scan.snapshot.version'='" + version + "'")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // The versions that only add, one that updates, one that merges, each as commits tell of them.
    REWRITTEN + ", 1, 2, 12",
    REWRITTEN + ", 3, 3, 12",
    REWRITTEN + ", 7, 7, 17",
    VECTORS + ", 3, 3, 6",
    VECTORS + ", 7, 7, 10"
  })
  void aCommitsRowsHaveTheIdsThatSparkGives(String table, long first, long last, int rows)
      throws Exception {
    List<RowIds> found = ids(table, window(first, last));
    assertThat(found).hasSize(rows);
    assertThat(table(table).version(last).rowIds()).containsAll(found);
  }

  @Test
  void rowsThatWereWrittenBeforeRowsWereTrackedHaveIdsInTheSnapshotAlone() throws Exception {
    List<RowIds> snapshot = ids(SWITCHED_ON, "'scan.startup.mode'='latest-full'");
    assertThat(snapshot).hasSize(21).doesNotHaveDuplicates();
    assertThat(snapshot).extracting(RowIds::rowId).doesNotContainNull();
    List<RowIds> expected =
        snapshot.stream().map(it -> it.id() < 18 ? new RowIds(it.id(), null, null) : it).toList();
    assertThat(ids(SWITCHED_ON, window(0, 14))).isEqualTo(expected);
  }

  @Test
  void idsAreReadWithoutAnyOtherColumn() throws Exception {
    List<Long> expected = table(VECTORS).latest().rowIds().stream().map(RowIds::rowId).toList();
    assertThat(query(VECTORS, "", "SELECT r FROM t", it -> it.<Long>getFieldAs("r")))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aFilterByIdsGivesTheirRows() throws Exception {
    assertThat(
            query(
                VECTORS,
                "",
                "SELECT label, v FROM t WHERE r = 1 AND label LIKE 'order%' AND id < 5",
                Row::toString))
        .containsExactly("+I[order-2*, 3]");
  }

  @Test
  void aTableThatDoesNotTrackRowsIsNamedInPlanning() {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(ddl(UNTRACKED).create("t"));
    assertThatThrownBy(() -> sql.explainSql("SELECT * FROM t"))
        .isInstanceOf(ValidationException.class)
        .hasMessage(UNTRACKED_WORDS);
    assertThat(sql.explainSql("SELECT id, place FROM t")).contains("TableSourceScan");
  }

  @Test
  void aTableThatDoesNotTrackRowsIsNamedInPlanningOfAStreamWithWatermarks() {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
    String times = ", ts AS TO_TIMESTAMP_LTZ(id, 3), WATERMARK FOR ts AS ts";
    sql.executeSql(ddl(UNTRACKED).columns(COLUMNS + times).create("t"));
    assertThatThrownBy(() -> sql.explainSql("SELECT * FROM t"))
        .isInstanceOf(ValidationException.class)
        .hasMessage(UNTRACKED_WORDS);
    assertThat(sql.explainSql("SELECT id, ts FROM t")).contains("watermark=[");
  }

  @Test
  void aTableThatDoesNotTrackRowsIsNamedWhenTheJobOpensItWherePlanningDoesNotAsk() {
    assertThat(
            QueryAnswer.ofBatch(ddl(UNTRACKED).with("scan.validate-at-planning", "false").create()))
        .isEqualTo(
            "Reading the shared table features.spark.history-append failed: " + UNTRACKED_WORDS);
  }

  private static String window(long first, long last) {
    return "'scan.startup.mode'='from-version','scan.startup.version'='"
        + first
        + "','scan.bounded.mode'='version','scan.bounded.version'='"
        + last
        + "','scan.change.mode'='ignore-changes'";
  }

  /** In the order of the column {@code id}. */
  private static List<RowIds> ids(String table, String options) throws Exception {
    return query(
            table,
            " /*+ OPTIONS(" + options + ") */",
            "SELECT * FROM t",
            it -> new RowIds(it.<Long>getFieldAs("id"), it.getFieldAs("r"), it.getFieldAs("v")))
        .stream()
        .sorted(Comparator.comparing(RowIds::id))
        .toList();
  }

  private static <T> List<T> query(String table, String hint, String query, Function<Row, T> value)
      throws Exception {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.getConfig().set("parallelism.default", "2");
    sql.executeSql(ddl(table).create("t"));
    List<T> rows = new ArrayList<>();
    try (CloseableIterator<Row> found =
        sql.executeSql(query.replace("FROM t", "FROM t" + hint)).collect()) {
      found.forEachRemaining(it -> rows.add(value.apply(it)));
    }
    return rows;
  }

  private static TradesDdl ddl(String table) {
    return new TradesDdl(server, profile)
        .with("path", profile + "#features.spark." + table)
        .columns(COLUMNS);
  }

  private static WrittenTable table(String name) {
    return tables.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }
}
