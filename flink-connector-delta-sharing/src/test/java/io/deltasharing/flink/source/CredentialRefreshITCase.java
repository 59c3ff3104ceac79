/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RefusalKind;
import io.deltasharing.embedded.TradesFeed;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.Stalls;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A stream that outlives its credentials many times over, against a store that enforces their
 * expiry.
 */
@Tag("timed")
class CredentialRefreshITCase {
  private static final Duration LIFETIME = Duration.ofSeconds(3);
  private static final int LIFETIMES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  @Timeout(180)
  void outlivesItsCredentials(int parallelism) throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < 8; i++) {
      trades.append(100);
    }
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try (EmbeddedDeltaSharingServer server =
            EmbeddedDeltaSharingServer.builder()
                .credentialLifetime(LIFETIME)
                .table(TradesDdl.TABLE, trades.directory())
                .start();
        TradesFeed feed = new TradesFeed(trades, 10, Duration.ofMillis(200), scheduler);
        Stalls stalls = Stalls.watch()) {
      RowCounter.reset();
      long start = System.nanoTime();
      JobClient job = submit(server, parallelism);
      feed.start();

      // Each credential is renewed at half of its life or later.
      assertThat(server.counters().awaitVends(2L * LIFETIMES, PATIENCE)).isTrue();
      feed.stop();
      boolean complete = RowCounter.awaitIds(trades.rowsWritten(), PATIENCE);
      Duration run = Duration.ofNanos(System.nanoTime() - start);
      job.cancel().get();

      RowCounter.Counted counted = RowCounter.counted();
      long vends = server.counters().vends();
      long lifetimes = run.toMillis() / LIFETIME.toMillis();
      long lost = trades.rowsWritten() - counted.ids();
      System.out.printf(
          "CredentialRefreshITCase: lifetimes=%d vends=%d lost=%d doubled=%d parallelism=%d"
              + " rows=%d longestPauseMillis=%d longestStallMillis=%d%n",
          lifetimes,
          vends,
          lost,
          counted.doubled(),
          parallelism,
          counted.ids(),
          counted.longestPauseMillis(),
          stalls.longestMillis());
      assertThat(complete).as("all rows arrived").isTrue();
      assertThat(feed.failure()).isEmpty();
      assertThat(lost).isZero();
      assertThat(counted.doubled()).isZero();
      assertThat(lifetimes).isGreaterThanOrEqualTo(LIFETIMES);
      assertThat(vends).isLessThanOrEqualTo(mostVends(run));
      if (!stalls.any()) {
        assertThat(server.counters().refusals(RefusalKind.EXPIRED_TOKEN))
            .as("renewed before they expired, never after")
            .isZero();
      }
    } finally {
      scheduler.shutdownNow();
    }
  }

  private static long mostVends(Duration run) {
    long half = LIFETIME.toMillis() / 2;
    return (run.toMillis() + half - 1) / half + 1;
  }

  private JobClient submit(EmbeddedDeltaSharingServer server, int parallelism) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(parallelism);
    StreamTableEnvironment sql = StreamTableEnvironment.create(env);
    Path profile = server.writeProfile(directory.resolve("config.share"));
    sql.executeSql(new TradesDdl(server, profile).create());
    sql.toDataStream(sql.sqlQuery("SELECT * FROM trades"))
        .map(row -> row.<Long>getFieldAs("id"))
        .returns(Types.LONG)
        .map(new RowCounter())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("trades");
  }
}
