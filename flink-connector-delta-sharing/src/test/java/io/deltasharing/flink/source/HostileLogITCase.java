/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Logs written by somebody who means ill: each is refused in words, soon, and nothing elsewhere is
 * read.
 */
@Timeout(180)
class HostileLogITCase {
  private static final String TABLE = "market.live.hostile";
  private static final String UNREADABLE =
      "Version 2 of market.live.hostile cannot be read: '_delta_log/00000000000000000002.json' is"
          + " not a readable commit. Tell the table's provider.";
  private static final String LEAD = "Reading the shared table " + TABLE + " failed: ";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;
  private Path profile;

  @BeforeEach
  void shareATable() {
    trades = TradesTable.create(directory.resolve("trades"));
    trades.append(10);
    server = EmbeddedDeltaSharingServer.builder().table(TABLE, trades.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "../secrets/a.parquet | the path of a storage location has no '.' or '..' in it:"
            + " /market/live/hostile/../secrets/a.parquet",
        "%2E%2E/secrets/a.parquet | the path of a storage location has no '.' or '..' in it:"
            + " /market/live/hostile/../secrets/a.parquet",
        "file:///etc/passwd | locations of scheme 'file' are not read, only s3, abfss and gs",
        "file:/etc/passwd | expected a location like s3://bucket/path, but got 'file:/etc/passwd'",
        "http://169.254.169.254/latest/meta-data | locations of scheme 'http' are not read, only s3,"
            + " abfss and gs",
        "s3://somebody-elses/a.parquet | 's3://somebody-elses/a.parquet' lies outside the shared"
            + " locations s3://embedded-delta-sharing/market/live/hostile: it is not read. Tell the"
            + " table's provider that its log names it.",
        "s3://embedded-delta-sharing/market/live/hostile2/a.parquet |"
            + " 's3://embedded-delta-sharing/market/live/hostile2/a.parquet' lies outside the shared"
            + " locations s3://embedded-delta-sharing/market/live/hostile: it is not read. Tell the"
            + " table's provider that its log names it.",
      })
  void aFileElsewhere(String path, String words) throws Exception {
    commit(
        "{\"add\":{\"path\":\""
            + path
            + "\",\"partitionValues\":{},\"size\":100,\"modificationTime\":1,\"dataChange\":true}}");
    String expected = LEAD + "The log of " + TABLE + " names a file that is not read: " + words;
    assertThat(answer()).isEqualTo(expected);
  }

  @Test
  void aNegativeSize() throws Exception {
    commit(
        "{\"add\":{\"path\":\"a.parquet\",\"partitionValues\":{},\"size\":-1,\"modificationTime\":1,\"dataChange\":true}}");
    assertThat(answer())
        .isEqualTo(LEAD + "The log of " + TABLE + " says that 'a.parquet' has -1 bytes.");
  }

  @Test
  void anEndlessCommit() throws Exception {
    JobClient job = stream();
    try (RandomAccessFile file = new RandomAccessFile(nextCommit().toFile(), "rw")) {
      file.setLength(2L << 30);
    }
    assertThat(failureOf(job))
        .isEqualTo(
            LEAD
                + "'s3://embedded-delta-sharing/market/live/hostile/_delta_log/00000000000000000002.json'"
                + " has more than 134217728 bytes; a file of a log that large is not read. Tell the"
                + " table's provider.");
  }

  @Test
  void aJsonBomb() throws Exception {
    JobClient job = stream();
    commit("{\"add\":" + "[".repeat(200_000));
    assertThat(failureOf(job)).isEqualTo(LEAD + UNREADABLE);
  }

  @Test
  void aBroadJsonBomb() throws Exception {
    JobClient job = stream();
    commit("{\"add\":[0" + ",[]".repeat(2_000_000) + "]}");
    assertThat(failureOf(job)).isEqualTo(LEAD + UNREADABLE);
    assertThat(answer())
        .isEqualTo(
            LEAD
                + "'s3://embedded-delta-sharing/market/live/hostile/_delta_log/00000000000000000002.json'"
                + " has a line of JSON that is nested too deeply or has too many parts; it is not"
                + " read. Tell the table's provider.");
  }

  @Test
  void aFileElsewhereInALaterCommit() throws Exception {
    JobClient job = stream();
    commit(
        "{\"add\":{\"path\":\"file:///etc/passwd\",\"partitionValues\":{},\"size\":9,\"dataChange\":true}}");
    assertThat(failureOf(job))
        .isEqualTo(
            LEAD
                + "The log of market.live.hostile names a file that is not read: locations of scheme"
                + " 'file' are not read, only s3, abfss and gs");
  }

  private JobClient stream() throws Exception {
    RowCounter.reset();
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.executeSql(new TradesDdl(server, profile).with("path", profile + "#" + TABLE).create());
    sql.toDataStream(sql.sqlQuery("SELECT id FROM trades"))
        .map(row -> row.<Long>getFieldAs("id"))
        .returns(Types.LONG)
        .map(new RowCounter())
        .sinkTo(new DiscardingSink<>());
    JobClient job = env.executeAsync("hostile");
    assertThat(RowCounter.awaitIds(10, Duration.ofSeconds(30))).isTrue();
    return job;
  }

  private static String failureOf(JobClient job) {
    long start = System.nanoTime();
    Throwable failure = catchThrowable(() -> job.getJobExecutionResult().get(60, TimeUnit.SECONDS));
    report(start);
    return QueryAnswer.words(failure);
  }

  private static void report(long start) {
    System.out.printf(
        "HostileLogITCase: refusedAfterMillis=%d%n",
        Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  private void commit(String line) throws IOException {
    Files.writeString(nextCommit(), line + "\n");
  }

  private Path nextCommit() {
    return trades
        .directory()
        .resolve("_delta_log/" + String.format("%020d.json", trades.latestVersion() + 1));
  }

  private String answer() {
    long start = System.nanoTime();
    String answer =
        QueryAnswer.ofBatch(
            new TradesDdl(server, profile)
                .with("path", profile + "#" + TABLE)
                .with("scan.validate-at-planning", "false")
                .create());
    report(start);
    return answer;
  }
}
