/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.storage.OpenFileSystems;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What jobs leave behind: nothing. */
@Timeout(300)
class LifecycleITCase {
  private static final int ROUNDS = 50;
  private static final int TABLES = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** S3A's {@code fs.s3a.connection.request.timeout}, and somewhat more. */
  private static final Duration REQUEST_LIMIT = Duration.ofSeconds(70);

  private static final Pattern OURS =
      Pattern.compile("(delta-sharing-|HttpClient-|s3a-|Source Data Fetcher|SourceCoordinator-).*");

  private static final List<String> POOLS =
      List.of("flink", "jobmanager-io-", "cluster-io-", "mini-cluster-io-", "embedded-", "qtp");

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void startServer() {
    trades = TradesTable.create(directory.resolve("trades"));
    trades.append(10);
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void submittedAndCancelledFiftyTimes(@InjectMiniCluster MiniCluster cluster) throws Exception {
    round(cluster, 1);
    Map<String, Integer> kindsBefore = settledThreads();
    Set<Thread> timersBefore = timers();
    int fileSystemsBefore = OpenFileSystems.count();
    List<String> oursBefore = ours();
    for (int i = 1; i < ROUNDS; i++) {
      round(cluster, 1);
    }
    awaitEndOfTimers(timersBefore);
    Map<String, Integer> kindsAfter = settledThreads();
    int threadsBefore = sum(kindsBefore);
    int threadsAfter = sum(kindsAfter);
    List<String> left = new ArrayList<>(ours());
    oursBefore.forEach(left::remove);

    System.out.printf(
        "LifecycleITCase: rounds=%d threadsBefore=%d threadsAfter=%d fileSystems=%d%n",
        ROUNDS, threadsBefore, threadsAfter, OpenFileSystems.count());
    assertThat(OpenFileSystems.count()).as("file systems").isEqualTo(fileSystemsBefore);
    assertThat(left).as("threads of ours").isEmpty();
    // Pools of Flink and of the test's server grow when they have much to do. Whatever else leaks,
    // even
    // only now and then, is a kind of thread of which there are more.
    kindsBefore.forEach((kind, count) -> kindsAfter.merge(kind, -count, Integer::sum));
    kindsAfter.values().removeIf(growth -> growth <= 1);
    kindsAfter.keySet().removeIf(kind -> POOLS.stream().anyMatch(kind::startsWith));
    assertThat(kindsAfter).as("kinds of threads that have grown").isEmpty();
    assertThat(threadsAfter).isLessThan(threadsBefore + ROUNDS / 2);
  }

  @Test
  void fiftyTablesInOneJob(@InjectMiniCluster MiniCluster cluster) throws Exception {
    RowCounter.reset();
    List<String> before = ours();
    JobClient job = submit(TABLES);
    assertThat(RowCounter.awaitIds(trades.rowsWritten(), PATIENCE)).isTrue();
    List<String> running = new ArrayList<>(ours());
    before.forEach(running::remove);
    long clients = running.stream().filter(it -> it.startsWith("HttpClient-")).count();
    long refreshers =
        running.stream().filter(it -> it.startsWith("delta-sharing-credentials")).count();
    long files = running.stream().filter(it -> it.startsWith("s3a-")).count();
    end(cluster, job);

    System.out.printf(
        "LifecycleITCase: tables=%d httpClientThreads=%d refresherThreads=%d s3aThreads=%d%n",
        TABLES, clients, refreshers, files);
    // The planner's leases may have ended before the JobManager's began, with a client of their
    // own.
    assertThat(clients).as("HTTP clients").isLessThanOrEqualTo(2);
    assertThat(refreshers).isLessThanOrEqualTo(TABLES);
  }

  private void round(MiniCluster cluster, int tables) throws Exception {
    RowCounter.reset();
    JobClient job = submit(tables);
    assertThat(RowCounter.awaitIds(trades.rowsWritten(), PATIENCE)).isTrue();
    end(cluster, job);
  }

  private static void end(MiniCluster cluster, JobClient job) throws Exception {
    job.cancel().get();
    cluster.requestJobResult(job.getJobID()).get();
  }

  private JobClient submit(int tables) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(1);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    Path profile = server.writeProfile(directory.resolve("config.share"));
    StringBuilder union = new StringBuilder();
    for (int i = 0; i < tables; i++) {
      sql.executeSql(new TradesDdl(server, profile).create("trades" + i));
      union.append(i == 0 ? "" : " UNION ALL ").append("SELECT id FROM trades" + i);
    }
    sql.toDataStream(sql.sqlQuery(union.toString()))
        .map(row -> row.<Long>getFieldAs("id"))
        .returns(Types.LONG)
        .map(new RowCounter())
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("lifecycle");
  }

  /** The JDK ends an HTTP client's thread when its client is collected. */
  private static Map<String, Integer> settledThreads() {
    for (int i = 0; i < 100 && !ours().isEmpty(); i++) {
      System.gc();
      Thread.onSpinWait();
    }
    Map<String, Integer> kinds = new TreeMap<>();
    Thread.getAllStackTraces()
        .keySet()
        .forEach(
            it ->
                kinds.merge(
                    it.getName().toLowerCase(Locale.ROOT).replaceAll("\\d+", "#"),
                    1,
                    Integer::sum));
    return kinds;
  }

  /** Threads of the AWS SDK that end requests which take too long. */
  private static Set<Thread> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(it -> it.getName().startsWith("sdk-ScheduledExecutor"))
        .collect(Collectors.toSet());
  }

  /**
   * A client that is closed in the middle of a request leaves them until the request would have
   * taken too long.
   */
  private static void awaitEndOfTimers(Set<Thread> known) throws InterruptedException {
    for (Thread timer : timers()) {
      if (!known.contains(timer) && !hasEnded(timer)) {
        return;
      }
    }
  }

  private static boolean hasEnded(Thread thread) throws InterruptedException {
    thread.join(REQUEST_LIMIT.toMillis());
    return !thread.isAlive();
  }

  private static int sum(Map<String, Integer> kinds) {
    return kinds.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static List<String> ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(it -> OURS.matcher(it).matches())
        .sorted()
        .toList();
  }
}
