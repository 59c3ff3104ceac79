/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.testing.LogWriter;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

/**
 * A provider alters the table under a running job: what it does not read passes by; what it cannot
 * follow stops it just before that version, and it goes on from there by the procedure that the
 * message and the documentation give.
 */
@Timeout(180)
class SchemaChangeITCase {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FAILED = "Reading the shared table market.live.trades failed: ";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir Path directory;
  private Path tableDirectory;
  private LogWriter log;
  private EmbeddedDeltaSharingServer server;
  private long rows;

  @BeforeEach
  void share() {
    tableDirectory = directory.resolve("trades");
    DeltaTableFixture.create(
        tableDirectory,
        new StructType().add("id", LongType.LONG).add("symbol", StringType.STRING),
        List.of(),
        Map.of("delta.columnMapping.mode", "name"));
    log = new LogWriter(tableDirectory);
    server = EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, tableDirectory).start();
    RowCounter.reset();
    append(2);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void passesOverWhatTheJobDoesNotRead() throws Exception {
    JobClient job = submit("id BIGINT, symbol STRING", Map.of());
    awaitAll();
    log.changeSchema(
        it -> it.replace("\"fields\":[", "\"fields\":[" + column("extra", "col-extra", 3) + ","));
    append(3);
    log.changeSchema(it -> it.replace("\"nullable\":false", "\"nullable\":true"));
    append(3);
    awaitAll();
    job.cancel().get();
    report("columnAdded");
  }

  @Test
  void stopsBeforeARenamedColumnAndGoesOnWithTheNewName() throws Exception {
    JobClient job = submit("id BIGINT, symbol STRING", Map.of());
    awaitAll();
    append(2);
    long version = log.changeSchema(it -> it.replace("\"name\":\"symbol\"", "\"name\":\"ticker\""));
    append(2);
    assertThat(failure(job))
        .isEqualTo(
            FAILED
                + "Version "
                + version
                + " of market.live.trades changes the columns that are read:\n"
                + "  - column 'symbol' is not in the table\n"
                + "All rows before that version have been emitted. To go on, declare the table anew"
                + " with the columns that it has now, as far as you need them, and resume the job"
                + " from its last checkpoint:\n"
                + "  CREATE TABLE ... (\n"
                + "    `id` BIGINT,\n"
                + "    `ticker` VARCHAR(2147483647)\n"
                + "  ) WITH (... as before ...)");
    assertThat(RowCounter.counted().ids()).as("all before that version").isEqualTo(rows - 2);

    JobClient resumed =
        submit("id BIGINT, ticker STRING", Map.of(), "execution.state-recovery.path", checkpoint());
    awaitAll();
    append(2);
    awaitAll();
    resumed.cancel().get();
    report("columnRenamed");
  }

  @Test
  void stopsBeforeDeletedRowsAndGoesOnPastThem() throws Exception {
    append(2);
    JobClient job = submit("id BIGINT, symbol STRING", Map.of());
    awaitAll();
    append(2);
    long version = log.delete(1);
    append(2);
    assertThat(failure(job))
        .startsWith(
            FAILED
                + "Version "
                + version
                + " of market.live.trades deletes rows (DELETE, files removed: 1, added: 0), which"
                + " 'scan.change.mode' = 'append-only' does not pass over.")
        .contains("set the option to 'ignore-deletes' (rows deleted are not taken back) or");
    assertThat(RowCounter.counted().ids()).as("all before that version").isEqualTo(rows - 2);

    JobClient resumed =
        submit(
            "id BIGINT, symbol STRING",
            Map.of("scan.change.mode", "ignore-deletes"),
            "execution.state-recovery.path",
            checkpoint());
    awaitAll();
    resumed.cancel().get();
    report("rowsDeleted");
  }

  @Test
  void failsAtOnceOnAnUnknownFeature() throws Exception {
    JobClient job = submit("id BIGINT, symbol STRING", Map.of());
    awaitAll();
    log.requireFeature("variantShredding");
    assertThat(failure(job))
        .isEqualTo(
            FAILED
                + "Reading market.live.trades needs table features that this connector does not"
                + " have: variantShredding. Use a newer connector, or ask the provider to share the"
                + " table without them.");
  }

  @Test
  void failsAtOnceWhereTheTableIsReplaced() throws Exception {
    JobClient job = submit("id BIGINT, symbol STRING", Map.of());
    awaitAll();
    log.replace();
    assertThat(failure(job))
        .startsWith(FAILED)
        .contains("Start the job without state to read the new table.");
  }

  private static String column(String name, String physicalName, int id) {
    return """
        {"name":"%s","type":"string","nullable":true,"metadata":{\
        "delta.columnMapping.id":%d,"delta.columnMapping.physicalName":"%s"}}"""
        .formatted(name, id, physicalName);
  }

  private void append(int count) {
    List<Object[]> values = new ArrayList<>();
    DeltaTableFixture table = DeltaTableFixture.open(tableDirectory);
    List<String> columns = table.columns();
    for (int i = 0; i < count; i++) {
      Object[] row = new Object[columns.size()];
      row[columns.indexOf("id")] = rows++;
      values.add(row);
    }
    table.append(values);
  }

  private void awaitAll() throws InterruptedException {
    assertThat(RowCounter.awaitIds(rows, PATIENCE))
        .as("%d rows of %d", RowCounter.counted().ids(), rows)
        .isTrue();
  }

  private void report(String what) {
    RowCounter.Counted counted = RowCounter.counted();
    System.out.printf(
        "SchemaChangeITCase: %s rows=%d lost=%d doubled=%d%n",
        what, counted.ids(), rows - counted.ids(), counted.doubled());
    assertThat(counted.ids()).isEqualTo(rows);
    assertThat(counted.doubled()).isZero();
  }

  private String failure(JobClient job) throws Exception {
    try {
      job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return "the job ended without a failure";
    } catch (ExecutionException e) {
      return QueryAnswer.words(e);
    }
  }

  /** The last one that the job left. */
  private String checkpoint() throws IOException {
    try (Stream<Path> found = Files.walk(directory.resolve("checkpoints"))) {
      return found
          .filter(it -> Files.exists(it.resolve("_metadata")))
          .max(Comparator.comparing(it -> it.resolve("_metadata").toFile().lastModified()))
          .orElseThrow()
          .toUri()
          .toString();
    }
  }

  private JobClient submit(String columns, Map<String, String> options, String... settings)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.setString("execution.checkpointing.interval", "200 ms");
    configuration.setString(
        "execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    configuration.setString(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    configuration.setString("restart-strategy.type", "none");
    for (int i = 0; i < settings.length; i += 2) {
      configuration.setString(settings[i], settings[i + 1]);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    TradesDdl ddl =
        new TradesDdl(server, server.writeProfile(directory.resolve("config.share")))
            .columns(columns);
    options.forEach(ddl::with);
    sql.executeSql(ddl.create());
    sql.toDataStream(sql.sqlQuery("SELECT * FROM trades"))
        .map(row -> row.<Long>getFieldAs(0))
        .returns(Types.LONG)
        .map(new RowCounter())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("trades");
  }
}
