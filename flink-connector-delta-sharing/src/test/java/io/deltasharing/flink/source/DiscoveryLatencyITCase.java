/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** How long a row takes from its commit to the operator behind the source. */
@Tag("timed")
@Timeout(120)
class DiscoveryLatencyITCase {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int COMMITS = 41;
  private static final int WARM_UP = 10;
  private static final long MOST_MILLIS = 300;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
  @TempDir Path directory;

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  @Test
  void bringsARowSoonAfterItsCommit() throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    try (EmbeddedDeltaSharingServer server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start()) {
      RowCounter.reset();
      JobClient job = submit(server);
      Random phase = new Random(7);
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < WARM_UP + COMMITS; i++) {
        // Commits come at any time between two looks, not just after the row of the one before.
        scheduler
            .schedule(() -> {}, phase.nextInt((int) INTERVAL.toMillis()), TimeUnit.MILLISECONDS)
            .get();
        trades.append(1);
        long committed = System.nanoTime();
        assertThat(RowCounter.awaitIds(trades.rowsWritten(), PATIENCE)).isTrue();
        if (i >= WARM_UP) {
          millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - committed));
        }
      }
      job.cancel().get();
      Collections.sort(millis);
      long median = millis.get(COMMITS / 2);
      System.out.printf(
          "DiscoveryLatencyITCase: intervalMillis=%d commits=%d medianMillis=%d maxMillis=%d%n",
          INTERVAL.toMillis(), COMMITS, median, millis.get(COMMITS - 1));
      assertThat(median).isLessThanOrEqualTo(MOST_MILLIS);
    }
  }

  private JobClient submit(EmbeddedDeltaSharingServer server) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    env.setParallelism(2);
    DeltaSharingSource source =
        DeltaSharingSource.builder()
            .profile(server.writeProfile(directory.resolve("config.share")).toString())
            .table(TradesDdl.TABLE)
            .continuous(INTERVAL)
            .s3Endpoint(server.storeEndpoint())
            .s3PathStyleAccess(true)
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "trades")
        .map(row -> row.getLong(0))
        .returns(Types.LONG)
        .map(new RowCounter())
        .setParallelism(1)
        .sinkTo(new DiscardingSink<>());
    return env.executeAsync("latency");
  }
}
