/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.testing.LongHistory;
import io.deltasharing.flink.testing.OrderedRun;
import io.deltasharing.flink.testing.TradesDdl;
import io.deltasharing.flink.testing.VendedAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A table with a snapshot of a hundred thousand files and ten thousand commits after it, read by a
 * JVM with 256 MB of heap.
 */
@Timeout(300)
class BacklogITCase {
  private static final int MEGABYTES = 256;
  private static final int WIDE_COMMITS = 100;
  private static final int FILES_PER_WIDE_COMMIT = 1000;
  private static final int COMMITS = 10_000;

  /** Enough for several pieces of either; reading all of it would only take time. */
  private static final int ROWS = Integer.getInteger("backlog.rows", 2500);

  private static final int PENDING = 800;
  private static final long MOST_CHECKPOINT_BYTES = 1 << 20;
  private static final int POLLS = 60;
  private static final CommitLimits LIMITS =
      new CommitLimits(100, Long.MAX_VALUE, 10_000, Long.MAX_VALUE);

  @TempDir static Path directory;
  private static LongHistory history;
  private static long snapshotVersion;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void writeHistory() throws Exception {
    history = LongHistory.create(directory.resolve("trades"));
    for (int i = 0; i < WIDE_COMMITS; i++) {
      history.append(FILES_PER_WIDE_COMMIT);
    }
    snapshotVersion = history.version();
    for (int i = 0; i < COMMITS; i++) {
      history.append(1);
    }
    history.checkpoint();
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, history.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void catchesUpWithTenThousandCommitsInOrder() throws Exception {
    String ddl =
        ddl()
            .with("scan.startup.mode", "from-version")
            .with("scan.startup.version", Long.toString(snapshotVersion + 1))
            .create();
    OrderedRun.Outcome outcome = OrderedRun.of(MEGABYTES, ddl, ROWS, scratch("commits"));
    report("commits=" + COMMITS, outcome);
    assertThat(outcome.rows()).isGreaterThanOrEqualTo(ROWS);
  }

  @Test
  void plansASnapshotOfAHundredThousandFilesPieceByPiece() throws Exception {
    String ddl = ddl().with("scan.snapshot.version", Long.toString(snapshotVersion)).create();
    OrderedRun.Outcome outcome = OrderedRun.of(MEGABYTES, ddl, ROWS, scratch("snapshot"));
    report("snapshotFiles=" + (WIDE_COMMITS * FILES_PER_WIDE_COMMIT + 1), outcome);
    assertThat(outcome.rows()).isGreaterThanOrEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void asksTheStoreForAsLittleAsCanBe(boolean missingKeyIsForbidden) throws Exception {
    LongHistory small = LongHistory.create(directory.resolve("small-" + missingKeyIsForbidden));
    try (EmbeddedDeltaSharingServer shared =
            EmbeddedDeltaSharingServer.builder()
                .missingKeyIsForbidden(missingKeyIsForbidden)
                .table(TradesDdl.TABLE, small.directory())
                .start();
        VendedAccess access = VendedAccess.open(shared, TradesDdl.TABLE, Clock.systemUTC())) {
      DeltaLog log = new DeltaLog(access.storage(), access.root(), TradesDdl.TABLE, Runnable::run);
      long next = log.latest().version() + 1;
      long before = requests(shared);
      for (int i = 0; i < POLLS; i++) {
        assertThat(log.commitsFrom(next, LIMITS).commits()).isEmpty();
      }
      double idle = (requests(shared) - before) / (double) POLLS;
      before = requests(shared);
      for (int i = 0; i < POLLS; i++) {
        small.append(1);
        assertThat(log.commitsFrom(next++, LIMITS).commits()).hasSize(1);
      }
      double busy = (requests(shared) - before) / (double) POLLS;
      System.out.printf(
          "BacklogITCase: requestsPerIdlePoll=%.2f requestsPerNewCommit=%.2f missingKeyIsForbidden=%s%n",
          idle, busy, missingKeyIsForbidden);
      assertThat(idle).isEqualTo(1);
      assertThat(busy).isLessThanOrEqualTo(2);
    }
  }

  private static long requests(EmbeddedDeltaSharingServer shared) {
    return shared.counters().requests(RequestKind.STORE_GET)
        + shared.counters().requests(RequestKind.STORE_LIST)
        + shared.counters().requests(RequestKind.STORE_HEAD);
  }

  private static void report(String what, OrderedRun.Outcome outcome) {
    System.out.printf(
        "BacklogITCase: %s rows=%d ordered=%s heapMegabytes=%d checkpoints=%d checkpointKb=%d%n",
        what,
        outcome.rows(),
        outcome.ordered(),
        MEGABYTES,
        outcome.checkpoints(),
        outcome.checkpointBytes() >> 10);
    assertThat(outcome.ordered()).isTrue();
    assertThat(outcome.checkpoints()).as("checkpoints on the way").isGreaterThan(2);
    assertThat(outcome.checkpointBytes()).isLessThan(MOST_CHECKPOINT_BYTES);
  }

  private static TradesDdl ddl() {
    return new TradesDdl(server, profile)
        .columns(TradesDdl.COLUMNS + ", v BIGINT METADATA FROM '_commit_version' VIRTUAL")
        .with("scan.max-pending-splits", Integer.toString(PENDING));
  }

  private static Path scratch(String name) throws Exception {
    return Files.createDirectories(directory.resolve(name));
  }
}
