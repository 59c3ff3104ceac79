/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.Savepoint;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A job that is resumed with another condition: the place in the table's history does not depend on
 * what was left out before it, nor on what is left out behind it.
 */
@Timeout(120)
class RestoredFilterITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int VERSIONS = 40;
  private static final int ROWS_PER_VERSION = 5;
  private static final int ENOUGH = 2 * ROWS_PER_VERSION;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final List<JobClient> jobs = new ArrayList<>();
  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void startServer() {
    trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < VERSIONS; i++) {
      trades.append(ROWS_PER_VERSION);
    }
    trades.checkpoint();
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
    RowCounter.reset();
  }

  @AfterEach
  void stopServer() {
    // Those that a test stopped itself refuse.
    jobs.forEach(it -> it.cancel().exceptionally(failure -> null).join());
    server.close();
  }

  /**
   * Versions come in order, and so do ids.
   *
   * @param before ids from here on are wanted before the savepoint
   * @param after ids from here on are wanted after it
   */
  @ParameterizedTest
  @CsvSource({"0, 150", "100, 0", "102, 103"})
  void goesOnWhereItWas(int before, int after, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    server.faults().delay(RequestKind.STORE_GET, Duration.ofMillis(60), Faults.FOREVER);
    JobClient first = submit("id >= " + before, new Configuration());
    assertThat(RowCounter.awaitIds(ENOUGH, PATIENCE)).isTrue();
    server.faults().replaceByHang(RequestKind.STORE_GET, Faults.FOREVER);
    String savepoint = Savepoint.stop(cluster, first, directory.resolve("savepoints"));
    long seen = RowCounter.counted().ids();
    long next = before + seen;
    assertThat(next).as("stopped before the end").isLessThan(trades.rowsWritten());
    server.faults().clear(RequestKind.STORE_GET);

    Configuration resumed = new Configuration();
    resumed.setString("execution.state-recovery.path", savepoint);
    submit("id >= " + after, resumed);
    long expected = seen + trades.rowsWritten() - Math.max(next, after);
    assertThat(RowCounter.awaitIds(expected, PATIENCE))
        .as("%s of %s", RowCounter.counted().ids(), expected)
        .isTrue();
    trades.append(1);
    assertThat(RowCounter.awaitIds(expected + 1, PATIENCE)).isTrue();
    assertThat(RowCounter.counted().ids()).isEqualTo(expected + 1);
    assertThat(RowCounter.counted().doubled()).isZero();
  }

  private JobClient submit(String condition, Configuration configuration) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.executeSql(
        new TradesDdl(server, server.writeProfile(directory.resolve("config.share")))
            .with("scan.startup.mode", "from-version")
            .with("scan.startup.version", "1")
            .with("scan.max-versions-per-discovery", "7")
            .create());
    sql.toDataStream(sql.sqlQuery("SELECT id FROM trades WHERE " + condition))
        .map(row -> row.<Long>getFieldAs("id"))
        .returns(Types.LONG)
        .map(new RowCounter())
        .uid("counter")
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("trades");
    jobs.add(job);
    return job;
  }
}
