/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The provider's side: a table, who writes it, and the server that shares it. */
final class Market implements AutoCloseable {

  private static final int ROWS_PER_COMMIT = 20;

  private final TradesTable table;
  private final EmbeddedDeltaSharingServer server;
  private final Path profile;
  private final TradesFeed feed;
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "trades-writer"));

  private Market(
      TradesTable table, EmbeddedDeltaSharingServer server, Path profile, Duration betweenCommits) {
    this.table = table;
    this.server = server;
    this.profile = profile;
    feed = new TradesFeed(table, ROWS_PER_COMMIT, betweenCommits, writer);
  }

  /** Opens for trade: from now on rows are written. */
  static Market open(Path directory, Duration credentialLifetime, Duration betweenCommits) {
    TradesTable table = TradesTable.create(directory.resolve("trades"));
    EmbeddedDeltaSharingServer server =
        EmbeddedDeltaSharingServer.builder()
            .credentialLifetime(credentialLifetime)
            .table(Statements.TABLE, table.directory())
            .start();
    Path profile = server.writeProfile(directory.resolve("config.share"));
    Market market = new Market(table, server, profile, betweenCommits);
    market.feed.start();
    return market;
  }

  Statements statements() {
    return Statements.of(server, profile);
  }

  /** Ends the writing. */
  void stopWriting() {
    feed.stop();
  }

  /** Lets there be no further credentials. */
  void stopVending() {
    server.stopVending();
  }

  long rowsWritten() {
    return table.rowsWritten();
  }

  long version() {
    return table.latestVersion();
  }

  long vends() {
    return server.counters().vends();
  }

  /** What ended the writing too early. */
  Optional<Throwable> failure() {
    return feed.failure();
  }

  @Override
  public void close() {
    feed.close();
    writer.shutdownNow();
    server.close();
  }
}
