/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.highavailability.nonha.embedded.HaLeadershipControl;
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

/**
 * A batch job whose JobManager fails while some tasks have read their files and others have not:
 * Flink keeps the rows of the former, and the enumerator knows which files they were of.
 */
@Timeout(180)
class BatchFailoverITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FILES = 40;
  private static final int ROWS_PER_FILE = 5;
  private static final int READERS = 4;

  /** So slow is the store that a request for a file can be chosen to hang. */
  private static final Duration STORE_DELAY = Duration.ofMillis(60);

  /** How often a reader gave out a row. */
  private static final Map<Long, Integer> READ = new ConcurrentHashMap<>();

  @TempDir static Path highlyAvailable;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          () ->
              new MiniClusterResourceConfiguration.Builder()
                  .setConfiguration(recovering())
                  .setNumberTaskManagers(1)
                  .setNumberSlotsPerTaskManager(READERS)
                  .withHaLeadershipControl()
                  .build());

  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void startServer() {
    trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < FILES; i++) {
      trades.append(ROWS_PER_FILE);
    }
    trades.checkpoint();
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
    RowCounter.reset();
    READ.clear();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void finishedTasksAreNotRepeated(@InjectMiniCluster MiniCluster cluster) throws Exception {
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient job = submit();
    CommonTestUtils.waitUntilCondition(() -> READ.size() > 20);
    server.faults().replaceByHang(RequestKind.STORE_GET, 1);
    CommonTestUtils.waitUntilCondition(() -> finishedTasks(cluster, job) == READERS - 1);
    long read = READ.size();

    HaLeadershipControl leadership = cluster.getHaLeadershipControl().orElseThrow();
    leadership.revokeJobMasterLeadership(job.getJobID()).get();
    server.faults().clear(RequestKind.STORE_GET);
    leadership.grantJobMasterLeadership(job.getJobID()).get();

    job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    RowCounter.Counted counted = RowCounter.counted();
    long repeated = READ.values().stream().filter(it -> it > 1).count();
    System.out.printf(
        "BatchFailoverITCase: finishedTasks=%d readBefore=%d readAgain=%d rows=%d lost=%d doubled=%d%n",
        READERS - 1,
        read,
        repeated,
        counted.ids(),
        trades.rowsWritten() - counted.ids(),
        counted.doubled());
    assertThat(counted.ids()).isEqualTo(trades.rowsWritten());
    assertThat(counted.doubled()).isZero();
    assertThat(repeated).as("read again").isLessThan(read / 2);
  }

  private static long finishedTasks(MiniCluster cluster, JobClient job) throws Exception {
    AccessExecutionGraph graph = cluster.getExecutionGraph(job.getJobID()).get();
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
        .filter(it -> it.getExecutionState() == ExecutionState.FINISHED)
        .count();
  }

  private JobClient submit() throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(recovering());
    env.setRuntimeMode(RuntimeExecutionMode.BATCH);
    DeltaSharingSource source =
        DeltaSharingSource.builder()
            .profile(server.writeProfile(directory.resolve("config.share")).toString())
            .table(TradesDdl.TABLE)
            .bounded()
            .s3Endpoint(server.storeEndpoint())
            .s3PathStyleAccess(true)
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "trades")
        .setParallelism(READERS)
        .map(
            row -> {
              READ.merge(row.getLong(0), 1, Integer::sum);
              return row.getLong(0);
            })
        .returns(Types.LONG)
        .setParallelism(READERS)
        .map(new RowCounter())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>())
        .setParallelism(1);
    return env.executeAsync("trades");
  }

  private static Configuration recovering() {
    Configuration configuration = new Configuration();
    configuration.setString("jobmanager.scheduler", "AdaptiveBatch");
    configuration.setString("execution.batch.job-recovery.enabled", "true");
    configuration.setString("execution.batch.job-recovery.snapshot.min-pause", "0 ms");
    configuration.setString("high-availability.storageDir", highlyAvailable.toUri().toString());
    return configuration;
  }
}
