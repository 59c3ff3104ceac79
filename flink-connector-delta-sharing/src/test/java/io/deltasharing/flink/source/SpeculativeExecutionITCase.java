/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.executiongraph.AccessExecution;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ArchivedExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A subtask that hangs in the store is overtaken by a second attempt of it, which is granted access
 * of its own.
 */
@Timeout(120)
class SpeculativeExecutionITCase {
  private static final int FILES = 12;
  private static final int ROWS_PER_FILE = 20;
  private static final int PARALLELISM = 4;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(speculative())
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(PARALLELISM)
              .build());

  @TempDir Path directory;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void shareATable() {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < FILES; i++) {
      trades.append(ROWS_PER_FILE);
    }
    server =
        EmbeddedDeltaSharingServer.builder()
            .credentialLifetime(Duration.ofSeconds(5))
            .table(TradesDdl.TABLE, trades.directory())
            .start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void overtakesASubtaskThatHangs(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Read healthy = read();
    int ofTheLog = (int) server.counters().requests(RequestKind.STORE_GET) - FILES;

    // Each file is small enough to be read by one request: the next but the log's is a file's.
    server.faults().delay(RequestKind.STORE_GET, Duration.ZERO, ofTheLog);
    server.faults().hang(RequestKind.STORE_GET, 1);
    Read overtaken = read();

    int most = mostAttempts(cluster, overtaken.job());
    System.out.printf(
        "SpeculativeExecutionITCase: rows=%d lost=%d doubled=%d attempts=%d healthyAttempts=%d%n",
        overtaken.ids().size(),
        FILES * ROWS_PER_FILE - overtaken.distinct(),
        overtaken.ids().size() - overtaken.distinct(),
        most,
        mostAttempts(cluster, healthy.job()));
    assertThat(most).as("attempts of one subtask").isGreaterThan(1);
    assertThat(overtaken.ids())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, FILES * ROWS_PER_FILE).boxed().toList());
  }

  private record Read(JobID job, List<Long> ids) {
    long distinct() {
      return ids.stream().distinct().count();
    }
  }

  private Read read() throws Exception {
    TableEnvironment sql =
        TableEnvironment.create(
            EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(speculative())
                .build());
    Path profile = server.writeProfile(directory.resolve("config.share"));
    sql.executeSql(new TradesDdl(server, profile).create());
    TableResult result = sql.executeSql("SELECT id FROM trades");
    List<Long> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows = result.collect()) {
      rows.forEachRemaining(row -> ids.add(row.<Long>getFieldAs(0)));
    }
    return new Read(result.getJobClient().orElseThrow().getJobID(), ids);
  }

  private static int mostAttempts(MiniCluster cluster, JobID job) throws Exception {
    ArchivedExecutionGraph graph = cluster.getArchivedExecutionGraph(job).get();
    return StreamSupport.stream(graph.getAllExecutionVertices().spliterator(), false)
        .mapToInt(SpeculativeExecutionITCase::attempts)
        .max()
        .orElseThrow();
  }

  private static int attempts(AccessExecutionVertex vertex) {
    return 1
        + vertex.getCurrentExecutions().stream()
            .mapToInt(AccessExecution::getAttemptNumber)
            .max()
            .orElseThrow();
  }

  private static Configuration speculative() {
    Configuration configuration = new Configuration();
    configuration.setString("table.exec.resource.default-parallelism", "" + PARALLELISM);
    configuration.setString("restart-strategy.type", "none");
    configuration.setString("jobmanager.scheduler", "AdaptiveBatch");
    configuration.setString("execution.batch.speculative.enabled", "true");
    configuration.setString("execution.batch.speculative.block-slow-node-duration", "0 s");
    configuration.setString("slow-task-detector.check-interval", "100 ms");
    configuration.setString("slow-task-detector.execution-time.baseline-lower-bound", "500 ms");
    configuration.setString("slow-task-detector.execution-time.baseline-ratio", "0.5");
    return configuration;
  }
}
