/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowRecorder;
import io.deltasharing.flink.testing.Savepoint;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Watermarks of rows and of files. A trade is a minute later than the one before, so that a file of
 * sixty is an hour; paths are drawn at random, so that their order is not that of time.
 */
@Timeout(180)
class WatermarkITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HOUR = 60;
  private static final int HOURS = 30;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final List<JobClient> jobs = new ArrayList<>();

  @TempDir Path directory;
  private TradesTable trades;
  private TradesTable slow;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void startServer() {
    trades = TradesTable.create(directory.resolve("trades"));
    slow = TradesTable.create(directory.resolve("slow"));
    server = serve();
    RowRecorder.reset();
  }

  private EmbeddedDeltaSharingServer serve() {
    return EmbeddedDeltaSharingServer.builder()
        .table(TradesDdl.TABLE, trades.directory())
        .table("market.live.slow", slow.directory())
        .start();
  }

  @AfterEach
  void stopServer() {
    // Those that ended by themselves refuse.
    jobs.forEach(it -> it.cancel().exceptionally(failure -> null).join());
    scheduler.shutdownNow();
    server.close();
  }

  @Test
  void aWatermarkOfRowsIsPushedIntoTheScan() throws Exception {
    trades.append(3 * HOUR);
    StreamTableEnvironment sql = sql(new Configuration(), 1);
    sql.executeSql(
        rows("at_time - INTERVAL '1' MINUTE").with("scan.bounded.mode", "latest-version").create());
    assertThat(sql.explainSql(windows(HOUR)))
        .containsPattern("TableSourceScan\\(table=\\[\\[[^\\n]*watermark=\\[-\\(");
    run(sql, windows(HOUR));
    assertThat(RowRecorder.await(rows -> rows.size() == 3, PATIENCE)).isTrue();
    assertThat(incomplete(HOUR)).isZero();
  }

  @Test
  void idleReadersHoldNothingBackAfterTheTimeout() throws Exception {
    trades.append(HOUR);
    StreamTableEnvironment sql = sql(new Configuration(), 4);
    sql.executeSql(rows("at_time").with("scan.watermark.idle-timeout", "500 ms").create());
    run(sql, windows(10));
    assertThat(RowRecorder.await(rows -> rows.size() == 5, PATIENCE))
        .as("%s", RowRecorder.rows())
        .isTrue();
    System.out.printf("WatermarkITCase: idleReaders=3 windows=5 incomplete=%d%n", incomplete(10));
    assertThat(incomplete(10)).isZero();
  }

  @Test
  void aFastTableWaitsForASlowOne() throws Exception {
    trades.append(1);
    slow.append(1);
    StreamTableEnvironment sql = sql(new Configuration(), 1);
    sql.executeSql(aligned(rows("at_time")).create());
    sql.executeSql(
        aligned(rows("at_time")).with("path", profile() + "#market.live.slow").create("slow"));
    run(sql, "SELECT 'fast' AS name, ts FROM trades UNION ALL SELECT 'slow' AS name, ts FROM slow");
    assertThat(RowRecorder.await(rows -> rows.size() == 2, PATIENCE)).isTrue();
    // Until both have told their watermarks there is nothing to wait for.
    goOnFor(Duration.ofSeconds(2));

    for (int i = 0; i < 20; i++) {
      trades.append(5);
    }
    assertThat(RowRecorder.await(rows -> minutes("fast", rows) >= 10, PATIENCE)).isTrue();
    goOnFor(Duration.ofSeconds(3));
    long ahead = minutes("fast", RowRecorder.rows());

    slow.append(101);
    assertThat(RowRecorder.await(rows -> minutes("fast", rows) == 100, PATIENCE))
        .as("goes on when the slow one does")
        .isTrue();
    System.out.printf("WatermarkITCase: maxDriftMinutes=10 driftMinutes=%d%n", ahead);
    assertThat(ahead).isBetween(10L, 15L);
    assertThat(RowRecorder.await(rows -> rows.size() == 203, PATIENCE)).as("all rows").isTrue();
  }

  @Test
  void windowsComeInTheTailByTheTimesOfFiles() throws Exception {
    write(HOURS);
    StreamTableEnvironment sql = sql(new Configuration(), 4);
    sql.executeSql(files().create());
    run(sql, windows(HOUR));
    awaitWindows(HOURS - 1);
    for (int i = 0; i < 3; i++) {
      write(1);
      awaitWindows(HOURS + i);
    }
    System.out.printf(
        "WatermarkITCase: sourceWatermark windows=%d incomplete=%d%n",
        RowRecorder.rows().size(), incomplete(HOUR));
    assertThat(RowRecorder.rows()).hasSize(HOURS + 2);
    assertThat(incomplete(HOUR)).isZero();
  }

  @Test
  void noRowIsLateAfterASavepoint(@InjectMiniCluster MiniCluster cluster) throws Exception {
    server.close();
    trades = beginningWithAnEarlyPath();
    server = serve();
    write(HOURS - 1);
    trades.checkpoint();
    server.faults().delay(RequestKind.STORE_GET, Duration.ofMillis(300), Faults.FOREVER);
    StreamTableEnvironment first = sql(new Configuration(), 4);
    first.executeSql(files().create());
    JobClient job = run(first, windows(HOUR));
    awaitWindows(1);
    server.faults().replaceByHang(RequestKind.STORE_GET, Faults.FOREVER);
    String savepoint = Savepoint.stop(cluster, job, directory.resolve("savepoints"));
    int before = RowRecorder.rows().size();
    assertThat(before).as("stopped within the snapshot").isLessThan(HOURS - 1);
    server.faults().clear(RequestKind.STORE_GET);

    Configuration resumed = new Configuration();
    resumed.setString("execution.state-recovery.path", savepoint);
    StreamTableEnvironment second = sql(resumed, 2);
    second.executeSql(files().create());
    run(second, windows(HOUR));
    // What was the newest file before is not part of the state.
    write(1);
    awaitWindows(HOURS);
    System.out.printf(
        "WatermarkITCase: savepointAfterWindows=%d windows=%d incomplete=%d%n",
        before, RowRecorder.rows().size(), incomplete(HOUR));
    assertThat(RowRecorder.rows()).hasSize(HOURS);
    assertThat(incomplete(HOUR)).isZero();
  }

  @Test
  void aSourceWatermarkNeedsAColumn() {
    trades.append(1);
    StreamTableEnvironment sql = sql(new Configuration(), 1);
    sql.executeSql(rows("SOURCE_WATERMARK()").create());
    assertThatThrownBy(() -> sql.explainSql(windows(HOUR)))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "SOURCE_WATERMARK() needs 'scan.watermark.column', the column of times that the"
                + " watermark goes by.");
  }

  @Test
  void aSourceWatermarkNeedsAColumnOfTimes() {
    trades.append(1);
    StreamTableEnvironment sql = sql(new Configuration(), 1);
    sql.executeSql(files().with("scan.watermark.column", "symbol").create());
    assertThatThrownBy(() -> sql.explainSql(windows(HOUR)))
        .hasRootCauseMessage(
            "'scan.watermark.column' = 'symbol' is not declared as a column of type DATE,"
                + " TIMESTAMP or TIMESTAMP_LTZ.");
  }

  private TradesDdl files() {
    return rows("SOURCE_WATERMARK()").with("scan.watermark.column", "ts");
  }

  private TradesDdl rows(String watermark) {
    return new TradesDdl(server, profile())
        .columns(
            TradesDdl.COLUMNS
                + ", at_time AS CAST(ts AS TIMESTAMP_LTZ(3)), WATERMARK FOR at_time AS "
                + watermark);
  }

  private static TradesDdl aligned(TradesDdl ddl) {
    return ddl.with("scan.watermark.alignment.group", "tables")
        .with("scan.watermark.alignment.max-drift", "10 min")
        .with("scan.watermark.alignment.update-interval", "50 ms")
        .with("scan.watermark.emit.strategy", "on-event");
  }

  private static String windows(int minutes) {
    return "SELECT window_start, COUNT(*) AS n FROM TABLE(TUMBLE(TABLE trades, DESCRIPTOR(at_time),"
        + " INTERVAL '"
        + minutes
        + "' MINUTES)) GROUP BY window_start, window_end";
  }

  private static StreamTableEnvironment sql(Configuration configuration, int parallelism) {
    configuration.setString("execution.checkpointing.interval", "200 ms");
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.getConfig().set("table.local-time-zone", "UTC");
    sql.getConfig().set("table.optimizer.agg-phase-strategy", "ONE_PHASE");
    return sql;
  }

  private JobClient run(StreamTableEnvironment sql, String query) throws Exception {
    var stream = sql.toDataStream(sql.sqlQuery(query));
    stream
        .map(new RowRecorder())
        .returns(stream.getType())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    JobClient job = stream.getExecutionEnvironment().executeAsync("watermarks");
    jobs.add(job);
    return job;
  }

  private void write(int hours) {
    for (int i = 0; i < hours; i++) {
      trades.append(HOUR);
    }
  }

  /**
   * A table whose first hour is read among the first, and not with the last: a snapshot is read in
   * the order of paths.
   */
  private TradesTable beginningWithAnEarlyPath() throws IOException {
    for (int i = 0; ; i++) {
      Path table = directory.resolve("begun" + i);
      TradesTable begun = TradesTable.create(table);
      begun.append(HOUR);
      try (Stream<Path> files = Files.list(table)) {
        if (files
            .map(it -> it.getFileName().toString())
            .anyMatch(it -> it.endsWith(".parquet") && it.compareTo("5") < 0)) {
          return begun;
        }
      }
    }
  }

  private Path profile() {
    return server.writeProfile(directory.resolve("config.share"));
  }

  private void goOnFor(Duration duration) throws Exception {
    scheduler.schedule(() -> {}, duration.toMillis(), TimeUnit.MILLISECONDS).get();
  }

  private static void awaitWindows(int count) throws InterruptedException {
    assertThat(RowRecorder.await(rows -> rows.size() >= count, PATIENCE))
        .as("%d windows, not %s", count, RowRecorder.rows())
        .isTrue();
  }

  /** Windows that came without all of their rows, or twice, or never. */
  private static long incomplete(int minutes) {
    List<Row> rows = RowRecorder.rows();
    LocalDateTime begin = LocalDateTime.parse("2026-01-01T00:00:00");
    return LongStream.range(0, rows.size())
        .mapToObj(i -> Row.of(begin.plusMinutes(i * minutes), (long) minutes))
        .filter(expected -> rows.stream().filter(expected::equals).count() != 1)
        .count();
  }

  private static long minutes(String name, List<Row> rows) {
    return rows.stream()
        .filter(it -> name.equals(it.getField(0)))
        .map(it -> (Instant) it.getField(1))
        .mapToLong(it -> Duration.between(TradesTable.FIRST_TRADE, it).toMinutes())
        .max()
        .orElse(-1);
  }
}
