/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.source.DeltaSharingSourceBuilder;
import io.deltasharing.flink.testing.TradesDdl;
import io.deltasharing.flink.testing.TypedValues;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.types.FlinkVariant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Variants as Flink's VARIANT, on Flink 2.1 and later, and what is said where they are declared as
 * what they are not read as. That all of them are read as text, the matrix of features shows.
 */
@Timeout(180)
class VariantITCase {
  private static final String SHARED = "features.spark.feature-variant";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static WrittenTable table;
  private static Path profile;

  @BeforeAll
  static void shareIt() throws IOException {
    table =
        WrittenTables.copyTo(directory.resolve("tables")).stream()
            .filter(it -> it.name().equals("feature-variant"))
            .findFirst()
            .orElseThrow();
    server = EmbeddedDeltaSharingServer.builder().start();
    server.share(SharedTable.of(SHARED, table.directory()));
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void givesTheBytesThatWereWrittenAsVariants() throws Exception {
    assumeThat(FlinkVariant.isThere()).isTrue();
    List<String> expected = table.latest().rows().stream().map(TypedValues::text).toList();
    List<String> rows =
        rows(ddl(table.latest().ddlWithVariants()), "SELECT id, v, s, l, m FROM trades").stream()
            .map(it -> TypedValues.text(TypedValues.collected(it)))
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void flinkLooksIntoThem() throws Exception {
    assumeThat(FlinkVariant.isThere()).isTrue();
    assertThat(
            rows(
                    ddl(table.latest().ddlWithVariants()),
                    "SELECT v['a'] IS NULL, v['c']['e'] IS NULL, v['c']['f'] IS NULL, _row_index, id"
                        + " FROM trades WHERE id = 0 AND v IS NOT NULL")
                .toString())
        .isEqualTo("[+I[false, false, true, 0, 0]]");
  }

  @Test
  void aTextHasToBeAllowed() {
    assertThatThrownBy(
            () -> rows(ddl("v STRING").with("scan.variant.as-json", "false"), "TABLE trades"))
        .hasStackTraceContaining(
            "column 'v' is declared as STRING, but is of the Delta type variant in the table. Declare"
                + " it as VARIANT, which Flink has from 2.1 on, or as STRING with"
                + " 'scan.variant.as-json' = 'true' for its JSON text");
  }

  @Test
  void aTextHasToBeAllowedAlsoWhereThePlannerDoesNotAsk() {
    assertThatThrownBy(
            () -> rows(ddl("v STRING").with("scan.validate-at-planning", "false"), "TABLE trades"))
        .hasStackTraceContaining(
            "column 'v' is declared as STRING, but is of the Delta type variant");
  }

  @Test
  void conditionsOnTheTextAreFlinksAlone() throws Exception {
    TradesDdl texts = ddl("id BIGINT, v STRING").with("scan.variant.as-json", "true");
    assertThat(rows(texts, "SELECT id FROM trades WHERE v = '1.5' AND id < 10").toString())
        .isEqualTo("[+I[2]]");
    assertThat(rows(texts, "SELECT id FROM trades WHERE v IS NULL").stream().map(Row::toString))
        .containsExactlyInAnyOrder("+I[1000]", "+I[1001]");
  }

  @Test
  void boundsAreNotTakenFromTheLog() throws Exception {
    TradesDdl texts = ddl("id BIGINT, v STRING").with("scan.variant.as-json", "true");
    long all = table.latest().rows().size();
    assertThat(rows(texts, "SELECT COUNT(v), COUNT(*), MAX(v) > '0' FROM trades").toString())
        .isEqualTo("[+I[" + (all - 2) + ", " + all + ", true]]");
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(texts.create());
    assertThat(sql.explainSql("SELECT MAX(id) FROM trades")).contains("aggregates=[");
    assertThat(sql.explainSql("SELECT MAX(v) FROM trades")).doesNotContain("aggregates=[");
  }

  @Test
  void aSourceWithoutColumnsHasTextsIfItIsAskedTo() throws Exception {
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<RowData> found = read(source().variantAsJson(true).build())) {
      found.forEachRemaining(it -> rows.add(it.getLong(0) + " " + it.getString(1)));
    }
    assertThat(rows).hasSize(table.latest().rows().size()).contains("2 1.5", "39 \"2026-01-31\"");
  }

  @Test
  void aSourceWithoutColumnsHasVariantsWhereFlinkHas() throws Exception {
    if (FlinkVariant.isThere()) {
      int rows = 0;
      try (CloseableIterator<RowData> found = read(source().build())) {
        for (; found.hasNext(); rows++) {
          found.next();
        }
      }
      assertThat(rows).isEqualTo(table.latest().rows().size());
    } else {
      assertThatThrownBy(() -> source().build())
          .hasMessageStartingWith(
              "Not all columns of the shared table " + SHARED + " can be read:\n  - column 'v': ");
    }
  }

  private static DeltaSharingSourceBuilder source() {
    return DeltaSharingSource.builder()
        .path(profile + "#" + SHARED)
        .s3Endpoint(server.storeEndpoint())
        .s3PathStyleAccess(true)
        .bounded();
  }

  private static CloseableIterator<RowData> read(DeltaSharingSource source) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRuntimeMode(RuntimeExecutionMode.BATCH).setParallelism(1);
    return env.fromSource(source, WatermarkStrategy.noWatermarks(), "variants")
        .executeAndCollect("variants");
  }

  private static TradesDdl ddl(String columns) {
    return new TradesDdl(server, profile)
        .with("path", profile + "#" + SHARED)
        .columns(columns + ", _row_index BIGINT METADATA VIRTUAL");
  }

  private static List<Row> rows(TradesDdl ddl, String query) throws Exception {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(ddl.create());
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql(query).collect()) {
      found.forEachRemaining(rows::add);
    }
    return rows;
  }
}
