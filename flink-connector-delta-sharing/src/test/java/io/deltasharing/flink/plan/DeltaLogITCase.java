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
  private static final int MANY = 100;

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
    return new DeltaLog(access.storage(), access.root(), TABLE);
  }

  @Test
  void ordersTheFilesOfAVersionTheSameWayBeforeAndAfterACheckpoint() throws IOException {
    TableSnapshot before = log.latest();
    trades.checkpoint();
    deleteCommits(0, 4);
    TableSnapshot after = log().latest();

    assertThat(before.version()).isEqualTo(5);
    assertThat(before.files()).hasSize(5).isSortedAccordingTo(DataFile.ORDER);
    assertThat(after).isEqualTo(before);
    assertThat(log().at(5)).isEqualTo(before);
  }

  @Test
  void readsAnEarlierVersion() throws IOException {
    TableSnapshot third = log.at(3);
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.files()).hasSize(3);
    assertThat(log.latest().files()).containsAll(third.files());
  }

  @Test
  void followsCommitsAfterASnapshot() throws IOException {
    TableSnapshot snapshot = log.latest();
    trades.append(10);
    trades.append(10);
    List<Commit> commits = log.commitsFrom(snapshot.version() + 1, MANY);
    assertThat(commits).extracting(Commit::version).containsExactly(6L, 7L);
    assertThat(log().latest().files())
        .hasSize(7)
        .containsAll(commits.get(0).added())
        .containsAll(commits.get(1).added());
  }

  @Test
  void knowsTheLatestDefinition() throws IOException {
    TableDefinition definition = log.latestDefinition();
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
            "The log of market.live.trades at 's3://embedded-delta-sharing/market/live/trades'"
                + " cannot be read at version 2: s3://embedded-delta-sharing/market/live/trades:"
                + " Cannot load table version 2 as the transaction log has been truncated due to"
                + " manual deletion or the log/checkpoint retention policy. The earliest available"
                + " version is 5. A job that goes on from a state which needs that version has to be"
                + " started without it.");
  }

  @Test
  void refusesCommitsThatWereCleanedUp() throws IOException {
    trades.checkpoint();
    deleteCommits(0, 4);
    assertThatThrownBy(() -> log.commitsFrom(3, MANY))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Version 3 of market.live.trades was cleaned up before it was read: the log goes on"
                + " with version 5. Rows are missing between the two, so the job cannot go on from"
                + " its state. Start it without state, and ask the provider for a longer"
                + " delta.logRetentionDuration.");
  }

  /** Whether Kernel knows it or not. */
  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "variantType"})
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
    log.latest();
    // GET _last_checkpoint, one LIST and one GET per commit.
    assertRequests(1 + 6, 1);
    log.commitsFrom(6, MANY);
    assertRequests(1 + 6, 2);
    log.commitsFrom(6, MANY);
    assertRequests(1 + 6 + 1, 2);
  }

  @Test
  void loadsASnapshotByOneListingMoreWhereMissingObjectsAreHidden() throws IOException {
    log.latest();
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
    log.latest();
    // _last_checkpoint, the commit after it, and the checkpoint: no longer than its tail.
    assertRequests(3, 1);
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
