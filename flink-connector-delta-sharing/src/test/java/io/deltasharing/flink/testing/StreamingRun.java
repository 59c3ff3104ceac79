/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A shared table that a writer appends to, and a job that streams it into the {@link RowCounter}.
 */
public final class StreamingRun implements AutoCloseable {
  public static final Duration DISCOVERY = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final TradesTable trades;
  private final EmbeddedDeltaSharingServer server;
  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  private final TradesFeed feed;
  private final Stalls stalls = Stalls.watch();
  private @Nullable JobClient job;

  /** Ten rows are written every tenth of a second; credentials live as long as said. */
  public StreamingRun(Path directory, Duration credentialLifetime) {
    this.directory = directory;
    this.trades = TradesTable.create(directory.resolve("trades"));
    this.trades.append(100);
    this.server =
        EmbeddedDeltaSharingServer.builder()
            .credentialLifetime(credentialLifetime)
            .table(TradesDdl.TABLE, trades.directory())
            .start();
    this.feed = new TradesFeed(trades, 10, Duration.ofMillis(100), scheduler);
    RowCounter.reset();
  }

  public EmbeddedDeltaSharingServer server() {
    return server;
  }

  /** Of the machine, since rows flow. */
  public Stalls stalls() {
    return stalls;
  }

  /** Starts job and writer, and waits for the first rows. */
  public JobClient start(int parallelism, Configuration configuration) throws Exception {
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    sql.executeSql(
        new TradesDdl(server, writeProfile())
            .with("scan.discovery.interval", DISCOVERY.toMillis() + " ms")
            .create());
    sql.toDataStream(sql.sqlQuery("SELECT id FROM trades"))
        .map(row -> row.<Long>getFieldAs("id"))
        .returns(Types.LONG)
        .map(new RowCounter())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    JobClient started = env.executeAsync("trades");
    job = started;
    feed.start();
    awaitRows(200);
    // A job that starts loads its classes.
    stalls.forget();
    return started;
  }

  /** Writes the profile anew, with the token that is good now. */
  public Path writeProfile() {
    return server.writeProfile(directory.resolve("config.share"));
  }

  /** Lets the world go on for a while: on the scheduler's clock, not by sleeping. */
  public void goOnFor(Duration duration) throws Exception {
    scheduler.schedule(() -> {}, duration.toMillis(), TimeUnit.MILLISECONDS).get();
  }

  /** Waits until so many rows have arrived. */
  public void awaitRows(long rows) throws InterruptedException {
    if (!RowCounter.awaitIds(rows, PATIENCE)) {
      throw new AssertionError("only " + RowCounter.counted().ids() + " of " + rows + " rows came");
    }
  }

  /** Waits until all that has been written by now has arrived. */
  public void catchUp() throws InterruptedException {
    awaitRows(trades.rowsWritten());
  }

  /** Ends the writer, waits for its last rows and prints what came of it, in one line. */
  public Result finish(String lead) throws Exception {
    long pause = RowCounter.counted().longestPauseMillis();
    feed.stop();
    RowCounter.awaitIds(trades.rowsWritten(), PATIENCE);
    RowCounter.Counted counted = RowCounter.counted();
    Result result =
        new Result(
            trades.rowsWritten() - counted.ids(),
            counted.doubled(),
            pause,
            server.counters().vends());
    System.out.printf(
        "%s rows=%d lost=%d doubled=%d maxPauseMillis=%d maxStallMillis=%d vends=%d%n",
        lead,
        counted.ids(),
        result.lost,
        result.doubled,
        pause,
        stalls.longestMillis(),
        result.vends);
    return result;
  }

  /** The failure that ended the job, if one does within the time. */
  public Throwable failure(Duration within) throws InterruptedException, TimeoutException {
    try {
      JobClient running = job;
      if (running != null) {
        running.getJobExecutionResult().get(within.toMillis(), TimeUnit.MILLISECONDS);
      }
      throw new AssertionError("the job ended without a failure");
    } catch (ExecutionException e) {
      return e;
    }
  }

  @Override
  public void close() {
    RowCounter.unblock();
    JobClient running = job;
    if (running != null) {
      // It may have ended by itself; then there is nothing to cancel.
      running.cancel().exceptionally(failure -> null).join();
    }
    stalls.close();
    scheduler.shutdownNow();
    server.close();
  }

  /** What came of a run. */
  public record Result(long lost, long doubled, long maxPauseMillis, long vends) {}
}
