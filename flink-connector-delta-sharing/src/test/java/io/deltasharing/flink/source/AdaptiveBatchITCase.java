/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.credentials.RefreshTimer;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.source.DynamicFilteringInfo;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.configuration.Configuration;
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

/** Flink's adaptive batch scheduler asks the source how many tasks are to read a table. */
@Timeout(120)
class AdaptiveBatchITCase {
  private static final int FILES = 5;
  private static final int MOST = 8;
  private static final SplitPlanner.Listener NOBODY =
      new SplitPlanner.Listener(renewed -> {}, lost -> {});

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setConfiguration(adaptive())
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(MOST)
              .build());

  @TempDir Path directory;
  private EmbeddedDeltaSharingServer server;

  @BeforeEach
  void shareATable() {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < FILES; i++) {
      trades.append(10);
    }
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void asManyTasksReadAsThereIsWorkFor(@InjectMiniCluster MiniCluster cluster) throws Exception {
    int wholeTable = tasks(cluster, "");
    int twoCommits =
        tasks(
            cluster,
            " /*+ OPTIONS('scan.startup.mode' = 'from-version', 'scan.startup.version' = '4') */");
    System.out.printf(
        "AdaptiveBatchITCase: files=%d tasks=%d filesOfTwoCommits=2 tasksOfTwoCommits=%d%n",
        FILES, wholeTable, twoCommits);
    assertThat(wholeTable).isEqualTo(FILES);
    assertThat(twoCommits).isEqualTo(2);
  }

  @Test
  void aTableIsOpenedOnceForBothWhoPlan(@InjectMiniCluster MiniCluster cluster) throws Exception {
    assertThat(tasks(cluster, "")).isEqualTo(FILES);
    assertThat(server.counters().requests(RequestKind.TEMPORARY_CREDENTIALS)).isEqualTo(1);
    // The planner of the SQL statement asks too.
    assertThat(server.counters().requests(RequestKind.TABLE_METADATA)).isEqualTo(2);
  }

  @Test
  void theReadIsPlannedOnceForBoth() throws Exception {
    SharedTablePlanner planner = planner();
    planner.open(NOBODY);
    ReadWindow window = ReadWindow.LATEST_SNAPSHOT;
    PlannedWindow ahead = planner.planAhead(window);
    assertThat(planner.volumeOf(FILES).files()).isEqualTo(FILES);
    Map<String, Long> requests = server.counters().requestsByObject();
    assertThat(planner.plan(window)).isSameAs(ahead);
    assertThat(planner.files(FILES, null, 0, MOST).files()).hasSize(FILES);
    assertThat(server.counters().requestsByObject()).isEqualTo(requests);
    assertThat(planner.plan(window)).isEqualTo(ahead).isNotSameAs(ahead);
    planner.close();
  }

  @Test
  void anOpenTableThatNobodyTakesIsClosed() {
    HandTimer timer = new HandTimer();
    OpenTableHandover handover = new OpenTableHandover(() -> timer);
    SharedTablePlanner taken = planner();
    handover.keep(taken);
    assertThat(handover.take()).containsSame(taken);
    assertThat(timer.isClosed).isTrue();
    timer.runAll();
    assertThatCode(() -> taken.open(NOBODY)).doesNotThrowAnyException();
    taken.close();

    SharedTablePlanner left = planner();
    handover.keep(left);
    timer.runAll();
    assertThat(handover.take()).isEmpty();
    assertThatThrownBy(() -> left.open(NOBODY)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void whatIsKeptGivesWayToTheNext() {
    OpenTableHandover handover = new OpenTableHandover(HandTimer::new);
    SharedTablePlanner first = planner();
    SharedTablePlanner second = planner();
    handover.keep(first);
    handover.keep(second);
    assertThatThrownBy(() -> first.open(NOBODY)).isInstanceOf(InterruptedException.class);
    assertThat(handover.take()).containsSame(second);
    second.close();
  }

  @Test
  void goesByWhatTheServerSays() {
    DeltaSharingSource source = source();
    server.faults().answerWith(RequestKind.TABLE_METADATA, METADATA, Faults.FOREVER);
    assertThat(source.inferParallelism(new Asked(100 << 20, MOST))).isEqualTo(3);
    assertThat(server.counters().requestsByObject()).isEmpty();
  }

  @Test
  void oneTaskReadsWhatCannotBePlanned() {
    DeltaSharingSource source = source();
    assertThat(source.inferParallelism(new Asked(1, MOST))).isEqualTo(FILES);
    server.faults().fail(RequestKind.TABLE_METADATA, 403, Faults.FOREVER);
    assertThat(source.inferParallelism(new Asked(1, MOST))).isEqualTo(1);
  }

  @Test
  void whoPlansDoesNotWaitForCredentialsThatWillNotCome() throws Exception {
    SharedTablePlanner planner = planner();
    planner.open(NOBODY);
    server.faults().answerWith(RequestKind.TEMPORARY_CREDENTIALS, OF_ANOTHER_STORE, Faults.FOREVER);
    server.faults().revokeCredentials();
    assertThatThrownBy(() -> planner.plan(ReadWindow.LATEST_SNAPSHOT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("AzureUserDelegationSas");
    planner.close();
  }

  private static final String OF_ANOTHER_STORE =
      "{\"credentials\":{\"azureUserDelegationSas\":{\"sasToken\":\"sig\"}}}";

  private static final String METADATA =
      """
      {"protocol":{"minReaderVersion":1}}
      {"metaData":{"id":"t","schemaString":"{}","size":300000000,"numFiles":40,"accessModes":["dir"]}}
      """;

  private DeltaSharingSource source() {
    return DeltaSharingSource.builder()
        .profile(server.writeProfile(directory.resolve("config.share")).toString())
        .table(TradesDdl.TABLE)
        .s3Endpoint(server.storeEndpoint())
        .s3PathStyleAccess(true)
        .bounded()
        .build();
  }

  private SharedTablePlanner planner() {
    return new SharedTablePlanner(source().settings(), new TableThreads("test", "trades"));
  }

  /** Goes off when the test says so. */
  private static final class HandTimer implements RefreshTimer {
    private final List<Runnable> steps = new ArrayList<>();
    private boolean isClosed;

    @Override
    public Scheduled schedule(Duration delay, Runnable step) {
      steps.add(step);
      return () -> steps.remove(step);
    }

    void runAll() {
      List<Runnable> due = List.copyOf(steps);
      steps.clear();
      due.forEach(Runnable::run);
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private record Asked(long getDataVolumePerTask, int getParallelismInferenceUpperBound)
      implements DynamicParallelismInference.Context {
    @Override
    public Optional<DynamicFilteringInfo> getDynamicFilteringInfo() {
      return Optional.empty();
    }
  }

  private int tasks(MiniCluster cluster, String hint) throws Exception {
    TableEnvironment sql =
        TableEnvironment.create(
            EnvironmentSettings.newInstance().inBatchMode().withConfiguration(adaptive()).build());
    Path profile = server.writeProfile(directory.resolve("config.share"));
    sql.executeSql(new TradesDdl(server, profile).create());
    TableResult result = sql.executeSql("SELECT id FROM trades" + hint);
    try (CloseableIterator<Row> rows = result.collect()) {
      rows.forEachRemaining(Objects::requireNonNull);
    }
    JobID job = result.getJobClient().orElseThrow().getJobID();
    return StreamSupport.stream(
            cluster.getArchivedExecutionGraph(job).get().getVerticesTopologically().spliterator(),
            false)
        .filter(it -> it.getName().contains("trades"))
        .findFirst()
        .orElseThrow()
        .getParallelism();
  }

  private static Configuration adaptive() {
    Configuration configuration = new Configuration();
    configuration.setString("jobmanager.scheduler", "AdaptiveBatch");
    configuration.setString(
        "execution.batch.adaptive.auto-parallelism.default-source-parallelism", "" + MOST);
    configuration.setString(
        "execution.batch.adaptive.auto-parallelism.avg-data-volume-per-task", "4 mb");
    return configuration;
  }
}
