/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.SteppingClock;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exactly once across failures and savepoints. */
@Timeout(180)
class RecoveryITCase {
  private static final Duration LIFETIME = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SNAPSHOT_FILES = 200;
  private static final int ROWS_PER_FILE = 5;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final SteppingClock serverClock = new SteppingClock();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void startServer() throws Exception {
    trades = TradesTable.create(directory.resolve("trades"));
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(serverClock)
            .credentialLifetime(LIFETIME)
            .table(TradesDdl.TABLE, trades.directory())
            .start();
    RowCounter.reset();
  }

  @AfterEach
  void stopServer() {
    scheduler.shutdownNow();
    server.close();
  }

  @Test
  void losesNothingWithATaskManager(@InjectMiniCluster MiniCluster cluster) throws Exception {
    trades.append(1000);
    try (TradesFeed feed = new TradesFeed(trades, 10, Duration.ofMillis(100), scheduler)) {
      JobClient job = submit(2, new Configuration());
      feed.start();
      assertThat(RowCounter.awaitIds(1100, PATIENCE)).isTrue();

      cluster.terminateTaskManager(0).get();
      cluster.startTaskManager();
      long written = trades.rowsWritten();

      assertThat(RowCounter.awaitIds(written + 200, PATIENCE)).isTrue();
      feed.stop();
      report("taskManager");
      job.cancel().get();
    }
  }

  @Test
  void resumesASavepointWhoseCredentialsHaveAllExpired() throws Exception {
    for (int i = 0; i < SNAPSHOT_FILES; i++) {
      trades.append(ROWS_PER_FILE);
    }
    JobClient first = submit(2, new Configuration());
    assertThat(RowCounter.awaitIds(20L * ROWS_PER_FILE, PATIENCE)).isTrue();
    String savepoint =
        first
            .stopWithSavepoint(
                false,
                directory.resolve("savepoints").toUri().toString(),
                SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);
    RowCounter.Counted before = RowCounter.counted();
    assertThat(before.ids()).as("stopped within the snapshot").isLessThan(trades.rowsWritten());

    // The log is replayed in another order from a checkpoint, and goes on; every credential dies.
    trades.checkpoint();
    for (int i = 0; i < 5; i++) {
      trades.append(ROWS_PER_FILE);
    }
    serverClock.step(Duration.ofHours(1));

    Configuration resumed = new Configuration();
    resumed.setString("execution.state-recovery.path", savepoint);
    JobClient second = submit(4, resumed);
    assertThat(RowCounter.awaitIds(trades.rowsWritten(), PATIENCE)).isTrue();
    trades.append(ROWS_PER_FILE);
    report("savepoint after " + before.ids() + " rows");
    second.cancel().get();
  }

  private void report(String what) throws InterruptedException {
    boolean complete = RowCounter.awaitIds(trades.rowsWritten(), PATIENCE);
    RowCounter.Counted counted = RowCounter.counted();
    System.out.printf(
        "RecoveryITCase: %s rows=%d lost=%d doubled=%d%n",
        what, counted.ids(), trades.rowsWritten() - counted.ids(), counted.doubled());
    assertThat(complete).as("all rows arrived").isTrue();
    assertThat(counted.ids()).isEqualTo(trades.rowsWritten());
    assertThat(counted.doubled()).isZero();
  }

  private JobClient submit(int parallelism, Configuration configuration) throws Exception {
    configuration.setString("execution.checkpointing.interval", "200 ms");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "10");
    configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DeltaSharingSource source =
        DeltaSharingSource.builder()
            .profile(server.writeProfile(directory.resolve("config.share")).toString())
            .table(TradesDdl.TABLE)
            .continuous(Duration.ofMillis(200))
            .s3Endpoint(server.storeEndpoint())
            .s3PathStyleAccess(true)
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "trades")
        .uid("trades")
        .map(row -> row.getLong(0))
        .returns(Types.LONG)
        .map(new RowCounter())
        .uid("counter")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("trades");
  }
}
