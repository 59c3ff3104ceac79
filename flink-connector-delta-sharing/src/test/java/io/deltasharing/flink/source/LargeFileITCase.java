/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.Savepoint;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is read in parts: some are read, some are being read, some wait when all fails. */
@Timeout(180)
class LargeFileITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int GROUP = LargeFileTable.ROWS_PER_GROUP;

  /** So slow is the store that failures find the file half read. */
  private static final Duration STORE_DELAY = Duration.ofMillis(200);

  private static final Set<Integer> READERS = ConcurrentHashMap.newKeySet();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path directory;
  private EmbeddedDeltaSharingServer server;
  private final List<JobClient> jobs = new ArrayList<>();

  @BeforeEach
  void startServer() throws Exception {
    Path table = directory.resolve("large");
    LargeFileTable.write(table);
    server = EmbeddedDeltaSharingServer.builder().table("s.d.large", table).start();
    RowCounter.reset();
    READERS.clear();
  }

  @AfterEach
  void stopServer() {
    // Those that the test stopped itself refuse.
    jobs.forEach(it -> it.cancel().exceptionally(failure -> null).join());
    server.close();
  }

  @Test
  void itsPartsAreReadOnceEach(@InjectMiniCluster MiniCluster cluster) throws Exception {
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    JobClient first = submit(2, new Configuration());
    assertThat(RowCounter.awaitCheckpointedIds(2 * GROUP, PATIENCE)).isTrue();

    cluster.terminateTaskManager(0).get();
    cluster.startTaskManager();
    assertThat(RowCounter.awaitAttempts(2, PATIENCE)).isTrue();
    long restored = RowCounter.restoredIds();
    assertThat(restored).isBetween(2L * GROUP, LargeFileTable.ROWS - 1L);

    assertThat(RowCounter.awaitIds(restored + 2 * GROUP, PATIENCE)).isTrue();
    FragileSource.failEnumerator();
    assertThat(RowCounter.awaitAttempts(3, PATIENCE)).isTrue();

    assertThat(RowCounter.awaitIds(restored + 3 * GROUP, PATIENCE)).isTrue();
    server.faults().replaceByHang(RequestKind.STORE_GET, Faults.FOREVER);
    String savepoint = Savepoint.stop(cluster, first, directory.resolve("savepoints"));
    server.faults().clear(RequestKind.STORE_GET);
    server.faults().delay(RequestKind.STORE_GET, STORE_DELAY, Faults.FOREVER);
    long stopped = RowCounter.counted().ids();
    assertThat(stopped).as("stopped within the file").isLessThan(LargeFileTable.ROWS);

    // Not before: while rows come from the one, the other may still be starting.
    assertThat(READERS).as("readers of the file").containsExactlyInAnyOrder(0, 1);
    READERS.clear();
    Configuration resumed = new Configuration();
    resumed.setString("execution.state-recovery.path", savepoint);
    submit(4, resumed);
    boolean complete = RowCounter.awaitIds(LargeFileTable.ROWS, PATIENCE);
    RowCounter.Counted counted = RowCounter.counted();
    System.out.printf(
        "LargeFileITCase: rows=%d restored=%d savepoint=%d lost=%d doubled=%d readersAtLast=%d%n",
        counted.ids(),
        restored,
        stopped,
        LargeFileTable.ROWS - counted.ids(),
        counted.doubled(),
        READERS.size());
    assertThat(complete).as("all rows arrived").isTrue();
    assertThat(counted.ids()).isEqualTo(LargeFileTable.ROWS);
    // Another checkpoint: a row that comes twice comes before all readers have said that they wait.
    assertThat(RowCounter.awaitCheckpoints(2, PATIENCE)).isTrue();
    assertThat(RowCounter.counted().doubled()).isZero();
    assertThat(READERS.size()).as("readers after the savepoint").isGreaterThan(1);
  }

  @Test
  void rowsHaveTheirIdsInWhicheverPart() throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setRuntimeMode(RuntimeExecutionMode.BATCH).setParallelism(4);
    DeltaSharingSource source = source().metadata("_row_id", "_row_index").bounded().build();
    Set<Long> ids = new HashSet<>();
    try (CloseableIterator<RowData> rows =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "large")
            .executeAndCollect("large")) {
      while (rows.hasNext()) {
        RowData row = rows.next();
        long id = row.getLong(0);
        assertThat(row.getLong(1)).isEqualTo(LargeFileTable.FIRST_ROW_ID + id);
        assertThat(row.getLong(2)).isEqualTo(id);
        ids.add(id);
      }
    }
    assertThat(ids).hasSize(LargeFileTable.ROWS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100_000_000})
  void aFileThatIsCutOffIsNamed(int bytes) throws Exception {
    Path file = directory.resolve("large").resolve(LargeFileTable.FILE);
    long written = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(written - bytes);
    }
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setRuntimeMode(RuntimeExecutionMode.BATCH).setParallelism(2);
    DeltaSharingSource source = source().bounded().build();
    assertThatThrownBy(
            () ->
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "large")
                    .executeAndCollect(LargeFileTable.ROWS))
        .hasStackTraceContaining(
            "Reading the shared table s.d.large failed at version 0: 'large.parquet' cannot be read:"
                + " it ends before the "
                + written
                + " bytes that the log says it has. Tell the table's provider.");
  }

  private DeltaSharingSourceBuilder source() {
    return DeltaSharingSource.builder()
        .profile(server.writeProfile(directory.resolve("config.share")).toString())
        .table("s.d.large")
        .columns(RowType.of(new LogicalType[] {new BigIntType(false)}, new String[] {"id"}))
        .s3Endpoint(server.storeEndpoint())
        .s3PathStyleAccess(true);
  }

  private JobClient submit(int parallelism, Configuration configuration) throws Exception {
    configuration.setString("execution.checkpointing.interval", "200 ms");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "10");
    configuration.setString("restart-strategy.fixed-delay.delay", "100 ms");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DeltaSharingSource source = source().continuous(Duration.ofMillis(200)).build();
    env.fromSource(new FragileSource(source), WatermarkStrategy.noWatermarks(), "large")
        .uid("large")
        .map(new NotesReader())
        .map(new RowCounter())
        .uid("counter")
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("large");
    jobs.add(job);
    return job;
  }

  /** Remembers which readers had rows. */
  private static final class NotesReader extends RichMapFunction<RowData, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long map(RowData row) {
      READERS.add(getRuntimeContext().getTaskInfo().getIndexOfThisSubtask());
      return row.getLong(0);
    }
  }
}
