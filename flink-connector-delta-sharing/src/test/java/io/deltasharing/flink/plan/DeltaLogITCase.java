/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.VendedAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A log on a store that enforces the policy of real providers. */
class DeltaLogITCase {
  private static final String TABLE = "market.live.trades";
  private static final CommitLimits MANY =
      new CommitLimits(100, Long.MAX_VALUE, 10_000, Long.MAX_VALUE);

  @TempDir Path directory;
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;
  private VendedAccess access;
  private DeltaLog log;

  @BeforeEach
  void start() throws Exception {
    start(true);
  }

  private void start(boolean missingKeyIsForbidden) throws Exception {
    Path table = directory.resolve("trades-" + missingKeyIsForbidden);
    trades = TradesTable.create(table);
    for (int i = 0; i < 5; i++) {
      trades.append(10);
    }
    server =
        EmbeddedDeltaSharingServer.builder()
            .missingKeyIsForbidden(missingKeyIsForbidden)
            .table(TABLE, table)
            .start();
    access = VendedAccess.open(server, TABLE, Clock.systemUTC());
    log = log();
  }

  @AfterEach
  void stop() {
    access.close();
    server.close();
  }

  private DeltaLog log() {
    return new DeltaLog(access.storage(), access.root(), TABLE, Runnable::run);
  }

  @Test
  void ordersTheFilesOfAVersionTheSameWayBeforeAndAfterACheckpoint() throws IOException {
    TableSnapshot before = log.latest();
    List<DataFile> files = files(log, 5);
    trades.checkpoint();
    deleteCommits(0, 4);
    TableSnapshot after = log().latest();

    List<DataFile> filesAfter = files(log(), 5);
    assertThat(before.version()).isEqualTo(5);
    assertThat(files).hasSize(5).isSortedAccordingTo(Comparator.comparing(DataFile::key));
    assertThat(after).isEqualTo(before);
    assertThat(filesAfter).isEqualTo(files);
    assertThat(log().at(5)).isEqualTo(before);
  }

  @Test
  void readsAnEarlierVersion() throws IOException {
    TableSnapshot third = log.at(3);
    assertThat(third.version()).isEqualTo(3);
    assertThat(files(log, 3)).hasSize(3);
    assertThat(files(log, 5)).containsAll(files(log, 3));
  }

  @Test
  void followsCommitsAfterASnapshot() throws IOException {
    TableSnapshot snapshot = log.latest();
    trades.append(10);
    trades.append(10);
    List<Commit> commits = log.commitsFrom(snapshot.version() + 1, MANY).commits();
    assertThat(commits).extracting(Commit::version).containsExactly(6L, 7L);
    assertThat(files(log(), 7))
        .hasSize(7)
        .containsAll(commits.get(0).added())
        .containsAll(commits.get(1).added());
  }

  @Test
  void knowsTheLatestDefinition() throws IOException {
    TableDefinition definition = log.newest().definition();
    assertThat(definition).isEqualTo(log.latest().definition());
    assertThat(definition.partitionColumns()).isEmpty();
    assertThat(definition.columnMappingMode()).isEqualTo("none");
    assertThat(KernelAdapter.schema(definition.schemaJson()).fieldNames())
        .containsExactly("id", "symbol", "price", "ts");
  }

  @Test
  void refusesAVersionThatWasCleanedUp() throws IOException {
    trades.checkpoint();
    deleteCommits(0, 4);
    assertThatThrownBy(() -> log.at(2))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 2 of market.live.trades cannot be rebuilt any more. There are versions 5 to 5."
                + " A job that goes on from a state which needs that version has to be started"
                + " without it.");
  }

  @Test
  void refusesCommitsThatWereCleanedUp() throws IOException {
    trades.checkpoint();
    deleteCommits(0, 4);
    assertThatThrownBy(() -> log.commitsFrom(3, MANY))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 3 of market.live.trades was cleaned up before it was read:"
                + " '_delta_log/00000000000000000003.json' is gone, and the log goes on with version"
                + " 5. Rows are missing between the two, so the job cannot go on from"
                + " its state. Start it without state, and ask the provider for a longer"
                + " delta.logRetentionDuration.");
  }

  /** Whether Kernel knows it or not. */
  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "variantShredding"})
  void refusesAFeatureByItsName(String feature) throws IOException {
    writeProtocol(feature);
    assertThatThrownBy(log::latest)
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Reading market.live.trades needs table features that this connector does not have: "
                + feature
                + ". Use a newer connector, or ask the provider to share the table without them.");
  }

  @Test
  void refusesATableThatACatalogManages() throws IOException {
    writeProtocol("catalogManaged");
    assertThatThrownBy(log::latest)
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Reading market.live.trades needs the table feature catalogManaged, which directory"
                + " access cannot have: which commits count is known to the table's catalog alone."
                + " Ask the provider to share the table without it.");
  }

  @Test
  void loadsASnapshotByTheFewestRequests() throws Exception {
    stop();
    start(false);
    files(log, log.latest().version());
    // GET _last_checkpoint, one LIST and one GET per commit.
    assertRequests(1 + 6, 1);
    log.commitsFrom(6, MANY);
    assertRequests(1 + 6, 2);
    log.commitsFrom(6, MANY);
    assertRequests(1 + 6 + 1, 2);
  }

  @Test
  void loadsASnapshotByOneListingMoreWhereMissingObjectsAreHidden() throws IOException {
    files(log, log.latest().version());
    // A second LIST tells that _last_checkpoint is missing, not forbidden.
    assertRequests(1 + 6, 2);
    log.commitsFrom(6, MANY);
    log.commitsFrom(6, MANY);
    assertRequests(1 + 6, 2 + 2);
  }

  @Test
  void loadsASnapshotFromACheckpoint() throws IOException {
    trades.checkpoint();
    trades.append(10);
    files(log, log.latest().version());
    // _last_checkpoint, the commit after it, and the checkpoint: no longer than its tail.
    assertRequests(3, 1);
  }

  private static List<DataFile> files(DeltaLog log, long version) throws IOException {
    return log.files(version, null, 0, Integer.MAX_VALUE).files();
  }

  private void assertRequests(long gets, long lists) {
    assertThat(server.counters().requests(RequestKind.STORE_GET)).as("GETs").isEqualTo(gets);
    assertThat(server.counters().requests(RequestKind.STORE_LIST)).as("LISTs").isEqualTo(lists);
    assertThat(server.counters().requests(RequestKind.STORE_HEAD)).as("HEADs").isZero();
  }

  private void deleteCommits(long first, long last) throws IOException {
    for (long version = first; version <= last; version++) {
      Files.delete(commitFile(version));
    }
  }

  private void writeProtocol(String feature) throws IOException {
    Files.writeString(
        commitFile(6),
        """
        {"commitInfo":{"timestamp":1,"operation":"UPGRADE PROTOCOL"}}
        {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["%s"],\
        "writerFeatures":["%s"]}}
        """
            .formatted(feature, feature),
        StandardOpenOption.CREATE_NEW);
  }

  private Path commitFile(long version) {
    return trades
        .directory()
        .resolve("_delta_log")
        .resolve(LogFiles.commit(access.root(), version).name());
  }
}
