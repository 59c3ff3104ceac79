/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** Columns that are called as metadata is, or as the planner calls a field within another. */
@Timeout(180)
class NamesOfMetadataITCase {
  private static final String TABLE = "market.live.names";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void shareIt() {
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory.resolve("names"),
            new StructType()
                .add("_row_index", LongType.LONG)
                .add("s", new StructType().add("x", LongType.LONG).add("y", LongType.LONG))
                .add("s_x", LongType.LONG),
            List.of(),
            Map.of());
    List<Object[]> rows = new ArrayList<>();
    for (long i = 0; i < 3; i++) {
      rows.add(new Object[] {100 + i, new Object[] {200 + i, 0L}, 300 + i});
    }
    table.append(rows);
    server = EmbeddedDeltaSharingServer.builder().start();
    server.share(SharedTable.of(TABLE, table.directory()));
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void areToldFromThem() throws Exception {
    assertThat(rows("SELECT r, s_x, s.x, _row_index FROM trades"))
        .containsExactlyInAnyOrder(
            "+I[0, 300, 200, 100]", "+I[1, 301, 201, 101]", "+I[2, 302, 202, 102]");
  }

  @Test
  void conditionsAreOnTheOneThatIsMeant() throws Exception {
    assertThat(rows("SELECT r, s_x FROM trades WHERE r = 1")).containsExactly("+I[1, 301]");
    assertThat(rows("SELECT r, s_x FROM trades WHERE _row_index = 102"))
        .containsExactly("+I[2, 302]");
    assertThat(rows("SELECT r FROM trades WHERE _row_index = 1")).isEmpty();
    assertThat(rows("SELECT s_x FROM trades WHERE s.x = 202")).containsExactly("+I[302]");
    assertThat(rows("SELECT MAX(r), MAX(_row_index) FROM trades")).containsExactly("+I[2, 102]");
  }

  @Test
  void aSourceHasBoth() throws Exception {
    DeltaSharingSource source =
        DeltaSharingSource.builder()
            .path(profile + "#" + TABLE)
            .s3Endpoint(server.storeEndpoint())
            .s3PathStyleAccess(true)
            .metadata("_row_index")
            .bounded()
            .build();
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRuntimeMode(RuntimeExecutionMode.BATCH).setParallelism(1);
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<RowData> found =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "names")
            .executeAndCollect("names")) {
      found.forEachRemaining(it -> rows.add(it.getLong(0) + " " + it.getLong(3)));
    }
    assertThat(rows).containsExactlyInAnyOrder("100 0", "101 1", "102 2");
  }

  private static List<String> rows(String query) throws Exception {
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(
        new TradesDdl(server, profile)
            .with("path", profile + "#" + TABLE)
            .columns(
                "_row_index BIGINT, s ROW<x BIGINT, y BIGINT>, s_x BIGINT,"
                    + " r BIGINT METADATA FROM '_row_index' VIRTUAL")
            .create());
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql(query).collect()) {
      found.forEachRemaining(it -> rows.add(it.toString()));
    }
    return rows;
  }
}
