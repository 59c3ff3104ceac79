/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.Savepoint;
import io.deltasharing.flink.testing.SteppingClock;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exactly once across failures and savepoints. */
@Timeout(180)
class RecoveryITCase {
  private static final Duration LIFETIME = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FILES = 80;
  private static final int ROWS_PER_FILE = 5;

  /** So slow is the store that failures find the read half done. */
  private static final Duration STORE_DELAY = Duration.ofMillis(100);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  /** TaskManagers keep their numbers when they are gone. */
  private static int oldestTaskManager;

  private final SteppingClock serverClock = new SteppingClock();
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

  private final List<JobClient> jobs = new ArrayList<>();

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
    // Those that a test stopped itself refuse.
    jobs.forEach(it -> it.cancel().exceptionally(failure -> null).join());
    scheduler.shutdownNow();
    server.close();
  }

  /** What fails. */
  enum Failing {
    TASK_MANAGER,
    ENUMERATOR,
    BOTH
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWithinTheSnapshot(Failing failing, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    writeWithACheckpoint();
    failsHalfWay("snapshot", failing, cluster, source());
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingWhileItCatchesUp(Failing failing, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    writeWithACheckpoint();
    failsHalfWay(
        "catch-up", failing, cluster, source().startFromVersion(1).maxVersionsPerDiscovery(10));
  }

  @ParameterizedTest
  @EnumSource
  void losesNothingInTheTail(Failing failing, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    write(1);
    try (TradesFeed feed = new TradesFeed(trades, 10, Duration.ofMillis(100), scheduler)) {
      submit(2, new Configuration(), source());
      feed.start();
      assertThat(RowCounter.awaitCheckpointedIds(100, PATIENCE)).isTrue();

      fail(failing, cluster);
      long written = trades.rowsWritten();

      assertThat(RowCounter.awaitIds(written + 100, PATIENCE)).isTrue();
      feed.stop();
      report(failing + " in the tail");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TASK_MANAGER", "ENUMERATOR"})
  void losesNothingAfterTasksHaveFinished(Failing failing, @InjectMiniCluster MiniCluster cluster)
      throws Exception {
    writeWithACheckpoint();
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient job = submit(4, new Configuration(), source().bounded());
    assertThat(RowCounter.awaitIds(20, PATIENCE)).isTrue();
    server.faults().replaceByHang(RequestKind.STORE_GET, 1);
    CommonTestUtils.waitUntilCondition(() -> finishedTasks(cluster, job) > 0);
    long finished = finishedTasks(cluster, job);
    assertThat(RowCounter.awaitCheckpoints(2, PATIENCE)).isTrue();

    fail(failing, cluster);
    assertThat(RowCounter.awaitAttempts(2, PATIENCE)).isTrue();
    server.faults().clear(RequestKind.STORE_GET);

    job.getJobExecutionResult().get(60, TimeUnit.SECONDS);
    report(failing + " after " + finished + " tasks finished");
  }

  @Test
  void resumesASavepointWhoseCredentialsHaveAllExpired(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    write(FILES);
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient first = submit(2, new Configuration(), source());
    assertThat(RowCounter.awaitIds(20L * ROWS_PER_FILE, PATIENCE)).isTrue();
    String savepoint = stopHalfWay(cluster, first);
    RowCounter.Counted before = RowCounter.counted();

    // The log is replayed in another order from a checkpoint, and goes on; every credential dies.
    trades.checkpoint();
    write(5);
    serverClock.step(Duration.ofHours(1));

    submit(4, resuming(savepoint), source());
    assertThat(RowCounter.awaitIds(trades.rowsWritten(), PATIENCE)).isTrue();
    trades.append(ROWS_PER_FILE);
    report("savepoint after " + before.ids() + " rows");
  }

  @Test
  void resumesWithMoreReadersAndThenWithFewer(@InjectMiniCluster MiniCluster cluster)
      throws Exception {
    writeWithACheckpoint();
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient one = submit(1, new Configuration(), source());
    assertThat(RowCounter.awaitIds(50, PATIENCE)).isTrue();
    String first = stopHalfWay(cluster, one);
    long afterOne = RowCounter.counted().ids();

    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient four = submit(4, resuming(first), source());
    assertThat(RowCounter.awaitIds(afterOne + 50, PATIENCE)).isTrue();
    String second = stopHalfWay(cluster, four);
    long afterFour = RowCounter.counted().ids();

    submit(2, resuming(second), source());
    trades.append(ROWS_PER_FILE);
    report("1 reader to " + afterOne + " rows, 4 to " + afterFour + ", then 2");
  }

  /** With a savepoint, while the store gives out nothing; afterwards it does as ever. */
  private String stopHalfWay(MiniCluster cluster, JobClient job) throws Exception {
    server.faults().replaceByHang(RequestKind.STORE_GET, Faults.FOREVER);
    String savepoint = Savepoint.stop(cluster, job, directory.resolve("savepoints"));
    server.faults().clear(RequestKind.STORE_GET);
    assertThat(RowCounter.counted().ids())
        .as("stopped within the snapshot")
        .isLessThan(trades.rowsWritten());
    return savepoint;
  }

  private void failsHalfWay(
      String when, Failing failing, MiniCluster cluster, DeltaSharingSourceBuilder source)
      throws Exception {
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    submit(2, new Configuration(), source);
    assertThat(RowCounter.awaitCheckpointedIds(50, PATIENCE)).isTrue();

    fail(failing, cluster);
    assertThat(RowCounter.counted().ids()).isLessThan(trades.rowsWritten());
    assertThat(RowCounter.awaitAttempts(2, PATIENCE)).isTrue();
    server.faults().clear(RequestKind.STORE_GET);

    report(failing + " during " + when);
    assertThat(RowCounter.restoredIds()).isBetween(50L, trades.rowsWritten() - 1);
  }

  private void fail(Failing failing, MiniCluster cluster) throws Exception {
    if (failing != Failing.TASK_MANAGER) {
      FragileSource.failEnumerator();
    }
    if (failing != Failing.ENUMERATOR) {
      // Both: the job may run on one of them alone.
      for (int i = 0; i < 2; i++) {
        cluster.terminateTaskManager(oldestTaskManager++).get();
      }
      cluster.startTaskManager();
      cluster.startTaskManager();
    }
  }

  /** So that the log is opened by a few requests to the slow store, and not by one per version. */
  private void writeWithACheckpoint() {
    write(FILES);
    trades.checkpoint();
  }

  private void write(int files) {
    for (int i = 0; i < files; i++) {
      trades.append(ROWS_PER_FILE);
    }
  }

  private static long finishedTasks(MiniCluster cluster, JobClient job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
        .filter(it -> it.getExecutionState() == ExecutionState.FINISHED)
        .count();
  }

  private static Configuration resuming(String savepoint) {
    Configuration resumed = new Configuration();
    resumed.setString("execution.state-recovery.path", savepoint);
    return resumed;
  }

  private void report(String what) throws InterruptedException {
    boolean complete = RowCounter.awaitIds(trades.rowsWritten(), PATIENCE);
    RowCounter.Counted counted = RowCounter.counted();
    System.out.printf(
        "RecoveryITCase: %s rows=%d restored=%d lost=%d doubled=%d%n",
        what,
        counted.ids(),
        RowCounter.restoredIds(),
        trades.rowsWritten() - counted.ids(),
        counted.doubled());
    assertThat(complete).as("all rows arrived").isTrue();
    assertThat(counted.ids()).isEqualTo(trades.rowsWritten());
    assertThat(counted.doubled()).isZero();
  }

  private JobClient submit(
      int parallelism, Configuration configuration, DeltaSharingSourceBuilder source)
      throws Exception {
    configuration.setString("execution.checkpointing.interval", "200 ms");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "10");
    configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    env.fromSource(new FragileSource(source.build()), WatermarkStrategy.noWatermarks(), "trades")
        .uid("trades")
        .map(row -> row.getLong(0))
        .returns(Types.LONG)
        .map(new RowCounter())
        .uid("counter")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("trades");
    jobs.add(job);
    return job;
  }

  private DeltaSharingSourceBuilder source() {
    return DeltaSharingSource.builder()
        .profile(server.writeProfile(directory.resolve("config.share")).toString())
        .table(TradesDdl.TABLE)
        .continuous(Duration.ofMillis(200))
        .s3Endpoint(server.storeEndpoint())
        .s3PathStyleAccess(true);
  }
}
