/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ids of rows beside fields of structs, and in a stream, of a table that Kernel writes. */
@Timeout(180)
class TrackedRowsITCase {
  private static final String TABLE = "market.live.tracked";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path directory;
  private DeltaTableFixture table;
  private EmbeddedDeltaSharingServer server;

  /** Ids are those that the log gives files in turn, so that rows have them as they are written. */
  @BeforeEach
  void shareIt() {
    table =
        DeltaTableFixture.create(
            directory.resolve("tracked"),
            new StructType()
                .add("n", LongType.LONG)
                .add(
                    "who",
                    new StructType()
                        .add("name", StringType.STRING)
                        .add(
                            "at",
                            new StructType().add("x", LongType.LONG).add("y", LongType.LONG))),
            List.of(),
            Map.of("delta.enableRowTracking", "true"));
    table.append(rows(0, 3));
    server = EmbeddedDeltaSharingServer.builder().start();
    server.share(SharedTable.of(TABLE, table.directory()));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  private static List<Object[]> rows(long from, long to) {
    List<Object[]> rows = new ArrayList<>();
    for (long n = from; n < to; n++) {
      rows.add(new Object[] {n, new Object[] {"name " + n, new Object[] {10 * n, 20 * n}}});
    }
    return rows;
  }

  @Test
  void idsStandBesideFieldsOfStructs() throws Exception {
    table.append(rows(3, 5));
    assertThat(
            first(
                5,
                sql(EnvironmentSettings.inBatchMode())
                    .executeSql("SELECT r, who.`at`.y, v, who.name, place FROM trades")
                    .collect()))
        .containsExactlyInAnyOrder(
            "+I[0, 0, 1, name 0, 0]",
            "+I[1, 20, 1, name 1, 1]",
            "+I[2, 40, 1, name 2, 2]",
            "+I[3, 60, 2, name 3, 0]",
            "+I[4, 80, 2, name 4, 1]");
    assertThat(
            first(
                1,
                sql(EnvironmentSettings.inBatchMode())
                    .executeSql("SELECT who.`at`.x, r FROM trades WHERE who.name = 'name 4'")
                    .collect()))
        .containsExactly("+I[40, 4]");
  }

  @Test
  void aStreamHasTheIdsOfWhatIsAdded() throws Exception {
    try (CloseableIterator<Row> stream =
        sql(EnvironmentSettings.inStreamingMode())
            .executeSql("SELECT r, v, who.`at`.x FROM trades")
            .collect()) {
      assertThat(first(3, stream))
          .containsExactlyInAnyOrder("+I[0, 1, 0]", "+I[1, 1, 10]", "+I[2, 1, 20]");
      table.append(rows(3, 4));
      assertThat(first(1, stream)).containsExactly("+I[3, 2, 30]");
      table.append(rows(4, 6));
      assertThat(first(2, stream)).containsExactlyInAnyOrder("+I[4, 3, 40]", "+I[5, 3, 50]");
    }
  }

  private TableEnvironment sql(EnvironmentSettings settings) {
    TableEnvironment sql = TableEnvironment.create(settings);
    sql.getConfig().set("parallelism.default", "1");
    sql.getConfig().set("execution.checkpointing.interval", "200 ms");
    sql.executeSql(
        new TradesDdl(server, server.writeProfile(directory.resolve("config.share")))
            .with("path", directory.resolve("config.share") + "#" + TABLE)
            .columns(
                "n BIGINT, who ROW<name STRING, `at` ROW<x BIGINT, y BIGINT>>,"
                    + " place BIGINT METADATA FROM '_row_index' VIRTUAL,"
                    + " v BIGINT METADATA FROM '_row_commit_version' VIRTUAL,"
                    + " r BIGINT METADATA FROM '_row_id' VIRTUAL")
            .create());
    return sql;
  }

  private static List<String> first(int rows, CloseableIterator<Row> of) {
    List<String> first = new ArrayList<>();
    while (first.size() < rows && of.hasNext()) {
      first.add(of.next().toString());
    }
    return first;
  }
}
