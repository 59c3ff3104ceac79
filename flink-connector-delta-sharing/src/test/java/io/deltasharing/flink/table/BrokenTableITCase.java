/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import io.deltasharing.flink.testing.TypedValues;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tables with one thing broken, by SQL, in batch and in streaming: the query ends soon, in words
 * that name the file, the version, the table and what to do, and no row that came was wrong. The
 * server answers for the table as it was: what a server makes of a broken table is its own affair.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BrokenTableITCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** More slots than one: a job that hangs must not take the place of those after it. */
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(8)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;
  private static List<WrittenTable> tables = List.of();
  private static int cases;
  private static int named;
  private static int read;
  private static int wrongRows;

  private record Run(BrokenTables.Case broken, RuntimeExecutionMode mode) {
    @Override
    public String toString() {
      return broken + ", in " + mode;
    }
  }

  /** What came of a query: some rows, and why no more did. */
  private record Outcome(List<String> rows, @Nullable Throwable failure) {}

  @BeforeAll
  static void start() throws IOException {
    tables = WrittenTables.copyTo(directory.resolve("tables"));
    server = EmbeddedDeltaSharingServer.builder().start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stop() {
    server.close();
    System.out.printf(
        "%nBrokenTableITCase: cases=%d named=%d read=%d wrongRows=%d%n",
        cases, named, read, wrongRows);
  }

  /** Each case in batch or as a stream, in turns; in both where {@code -Dbroken.modes=both}. */
  static List<Run> runs() {
    boolean both = "both".equals(System.getProperty("broken.modes"));
    List<Run> runs = new ArrayList<>();
    for (BrokenTables.Case broken : BrokenTables.all()) {
      boolean isTurnOfBatch = runs.size() % 2 == 0;
      if (both || isTurnOfBatch) {
        runs.add(new Run(broken, RuntimeExecutionMode.BATCH));
      }
      if (both || !isTurnOfBatch) {
        runs.add(new Run(broken, RuntimeExecutionMode.STREAMING));
      }
    }
    return runs;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void neverAWrongRow(Run run) throws Exception {
    cases++;
    BrokenTables.Case broken = run.broken();
    WrittenTable table =
        tables.stream().filter(it -> it.name().equals(broken.table())).findFirst().orElseThrow();
    Path copy = copy(table);
    String shared = "market.live." + copy.getFileName();
    shareAsItIs(shared, copy);
    String file = broken.damage().apply(copy);

    Outcome outcome = query(run, table, shared);

    List<String> expected = rows(table);
    List<String> wrong = new ArrayList<>(outcome.rows());
    expected.forEach(wrong::remove);
    wrongRows += wrong.size();
    assertThat(wrong).as("rows that are not the table's, or came twice").isEmpty();
    if (broken.isRead()) {
      read++;
      assertThat(outcome.failure()).isNull();
      assertThat(outcome.rows()).hasSameSizeAs(expected);
    } else {
      String answer =
          broken
              .answer()
              .replace("TABLE", shared)
              .replace("VERSION", String.valueOf(table.latest().version()))
              .replace("FILE", file);
      Throwable failure = Objects.requireNonNull(outcome.failure(), "the job did not fail");
      assertThat(QueryAnswer.words(failure)).matches(pattern(answer));
      assertThat(ExceptionUtils.stringifyException(failure))
          .doesNotContain(server.bearerToken(), "X-Amz-", "?");
      named++;
    }
  }

  /** The three dots stand for anything. */
  private static Pattern pattern(String answer) {
    return Pattern.compile(
        Arrays.stream(answer.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  private static List<String> rows(WrittenTable table) {
    return table.latest().rows().stream().map(TypedValues::text).toList();
  }

  private static Path copy(WrittenTable table) throws IOException {
    Path copy = directory.resolve("broken-" + cases);
    try (Stream<Path> files = Files.walk(table.directory())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(table.directory().relativize(file).toString()));
      }
    }
    return copy;
  }

  private static void shareAsItIs(String shared, Path copy) throws Exception {
    server.faults().clear();
    server.share(SharedTable.of(shared, copy));
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    server.endpoint()
                        + "shares/market/schemas/live/tables/"
                        + copy.getFileName()
                        + "/metadata"))
            .header("Authorization", "Bearer " + server.bearerToken())
            .header(
                "delta-sharing-capabilities",
                "responseformat=delta;readerfeatures=deletionvectors,v2checkpoint")
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    server.faults().answerWith(RequestKind.TABLE_METADATA, plain(answer), Faults.FOREVER);
  }

  /** In the plain format, which needs no header to say that it is. */
  private static String plain(String answer) throws IOException {
    ObjectNode metadata =
        (ObjectNode) JSON.readTree(answer.lines().toList().get(1)).required("metaData");
    metadata.setAll((ObjectNode) metadata.remove("deltaMetadata"));
    return "{\"protocol\":{\"minReaderVersion\":1}}\n"
        + JSON.createObjectNode().set("metaData", metadata)
        + "\n";
  }

  private static Outcome query(Run run, WrittenTable table, String shared) {
    Configuration configuration = new Configuration();
    configuration.setString("restart-strategy.type", "none");
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(1).setRuntimeMode(run.mode());
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.executeSql(
        new TradesDdl(server, profile)
            .with("path", profile + "#" + shared)
            .columns(table.latest().ddl())
            .create());
    // A streaming query that is read does not end.
    boolean endless = run.mode() == RuntimeExecutionMode.STREAMING && run.broken().isRead();
    int most = endless ? rows(table).size() : Integer.MAX_VALUE;
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql("SELECT * FROM trades").collect()) {
      while (rows.size() < most && found.hasNext()) {
        rows.add(TypedValues.text(TypedValues.collected(found.next())));
      }
      return new Outcome(rows, null);
    } catch (Exception e) {
      return new Outcome(rows, e);
    }
  }
}
