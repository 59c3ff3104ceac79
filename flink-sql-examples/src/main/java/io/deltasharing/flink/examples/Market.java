/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.embedded.Counters;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The provider's side: two tables, who writes the one that grows, and the server that shares them.
 */
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
    Market market = prepare(directory, credentialLifetime, betweenCommits);
    market.startWriting();
    return market;
  }

  /** Shares the tables; nothing is written before {@link #startWriting()}. */
  static Market prepare(Path directory, Duration credentialLifetime, Duration betweenCommits) {
    TradesTable table = TradesTable.create(directory.resolve("trades"));
    EmbeddedDeltaSharingServer server =
        EmbeddedDeltaSharingServer.builder()
            .credentialLifetime(credentialLifetime)
            .table(Statements.TRADES, table.directory())
            .table(Statements.COMPANIES, Company.write(directory.resolve("companies")))
            .start();
    Path profile = server.writeProfile(directory.resolve("config.share"));
    return new Market(table, server, profile, betweenCommits);
  }

  Statements statements() {
    return Statements.of(server, profile);
  }

  /** Lets other processes know where this is. */
  void announce(Noticeboard board) {
    board.pin(server);
  }

  /** Begins the writing, or goes on with it. */
  void startWriting() {
    feed.start();
  }

  /** Ends the writing. */
  void stopWriting() {
    feed.stop();
  }

  /** Commits so many trades, apart from what {@link #startWriting()} does. */
  void append(int rows) {
    table.append(rows);
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
    return counters().vends();
  }

  URI storeEndpoint() {
    return server.storeEndpoint();
  }

  /** What the server did. */
  Counters counters() {
    return server.counters();
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
