/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.source.history.WrittenTable;
import io.deltasharing.flink.testing.RowCounter;
import io.deltasharing.flink.testing.Savepoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link AppendPropertyTest} shows without a cluster, on one: random tables, and jobs that
 * lose TaskManagers and tasks and are resumed at another parallelism. A single history is replayed
 * by {@code -Dappend.property.seed=…}.
 */
@Timeout(600)
class AppendPropertyITCase {
  private static final long FIRST_SEED = 20_260_701;
  private static final int HISTORIES = 30;
  private static final List<Start> STARTS = List.of(Start.values());
  private static final int MOST_READERS = 4;
  private static final Duration LIFETIME = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The next row fails. */
  private static final AtomicBoolean FAILING = new AtomicBoolean();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(2)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path directory;
  private int terminated;
  private int restarts;
  private long rows;
  private long doubled;

  @Test
  void emitsEachRowOnce(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Long seed = Long.getLong("append.property.seed");
    List<Long> seeds = new ArrayList<>();
    for (int i = 0; i < HISTORIES; i++) {
      seeds.add(FIRST_SEED + i);
    }
    for (long each : seed == null ? seeds : List.of(seed)) {
      try {
        new History(cluster, each).run();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("-Dappend.property.seed=" + each + ": " + e, e);
      }
    }
    System.out.printf(
        "AppendPropertyITCase: histories=%d rows=%d restarts=%d doubled=%d mismatches=0 seed=%d%n",
        seed == null ? HISTORIES : 1, rows, restarts, doubled, seed == null ? FIRST_SEED : seed);
  }

  private enum Start {
    LATEST,
    EARLIEST,
    FROM_VERSION
  }

  private final class History {
    private final MiniCluster cluster;
    private final long seed;
    private final Random random;
    private final WrittenTable table;
    private final Start start;
    private final long begin;

    /** Those of the snapshot that the read begins with. */
    private final Set<Long> first;

    private final int maxVersions;
    private final int maxPendingSplits;

    History(MiniCluster cluster, long seed) {
      this.cluster = cluster;
      this.seed = seed;
      this.random = new Random(seed);
      this.table = new WrittenTable(directory.resolve("t" + seed), random);
      for (int i = 3 + random.nextInt(8); i > 0; i--) {
        table.write(true);
      }
      table.append();
      this.start = STARTS.get(random.nextInt(STARTS.size()));
      this.begin =
          switch (start) {
            case LATEST -> table.newest() + 1;
            case EARLIEST -> 0;
            case FROM_VERSION -> 1 + random.nextInt((int) table.newest());
          };
      this.first = start == Start.LATEST ? table.activeIds() : Set.of();
      this.maxVersions = 1 + random.nextInt(5);
      this.maxPendingSplits = 1 + random.nextInt(20);
    }

    void run() throws Exception {
      RowCounter.reset();
      FAILING.set(false);
      try (EmbeddedDeltaSharingServer server =
          EmbeddedDeltaSharingServer.builder()
              .credentialLifetime(LIFETIME)
              .table("s.d.t", table.directory())
              .start()) {
        JobClient job = submit(server, MOST_READERS, new Configuration());
        try {
          await(1);
          for (int i = 2 + random.nextInt(3); i > 0; i--) {
            write();
            await(1 + random.nextInt(expected().size()));
            job = interrupt(server, job);
          }
          finish();
        } finally {
          job.cancel().exceptionally(ended -> null).get();
        }
      }
    }

    /**
     * A job that fails before its first checkpoint begins anew: with the newest version, rows
     * deleted until then would be missed rightly.
     */
    private void write() {
      for (int i = random.nextInt(5); i >= 0; i--) {
        table.write(start != Start.LATEST);
      }
    }

    private JobClient interrupt(EmbeddedDeltaSharingServer server, JobClient job) throws Exception {
      switch (random.nextInt(4)) {
        case 0 -> {
          restarts++;
          cluster.terminateTaskManager(terminated++).get();
          cluster.startTaskManager();
        }
        case 1 -> {
          restarts++;
          FAILING.set(true);
        }
        case 2 -> {
          restarts++;
          return resume(server, job);
        }
        default -> {
          // Now and then it just goes on.
        }
      }
      return job;
    }

    private JobClient resume(EmbeddedDeltaSharingServer server, JobClient job) throws Exception {
      awaitFailure();
      table.append();
      String savepoint = Savepoint.stop(cluster, job, directory.resolve("savepoints"));
      Configuration resumed = new Configuration();
      resumed.setString("execution.state-recovery.path", savepoint);
      return submit(server, 1 + random.nextInt(MOST_READERS), resumed);
    }

    /** What was to fail has failed, and all its rows have come again. */
    private void awaitFailure() throws InterruptedException {
      do {
        table.append();
        await(expected().size());
      } while (FAILING.get());
    }

    /** What comes twice comes before what was written last. */
    private void finish() throws InterruptedException {
      await(expected().size());
      table.append();
      await(expected().size());
      RowCounter.Counted counted = RowCounter.counted();
      rows += counted.ids();
      doubled += counted.doubled();
      assertThat(counted.doubled()).as("doubled").isZero();
      assertThat(counted.ids()).as("ids").isEqualTo(expected().size());
    }

    private Set<Long> expected() {
      Set<Long> ids = new HashSet<>(first);
      ids.addAll(table.idsFrom(begin));
      return ids;
    }

    private void await(int atLeast) throws InterruptedException {
      assertThat(RowCounter.awaitIds(atLeast, PATIENCE))
          .as("%s of %s rows, after %s", RowCounter.counted().ids(), atLeast, start)
          .isTrue();
    }

    private JobClient submit(
        EmbeddedDeltaSharingServer server, int parallelism, Configuration configuration)
        throws Exception {
      configuration.setString("execution.checkpointing.interval", "100 ms");
      configuration.setString("restart-strategy.type", "fixed-delay");
      configuration.setString("restart-strategy.fixed-delay.attempts", "100");
      configuration.setString("restart-strategy.fixed-delay.delay", "10 ms");
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      env.setParallelism(parallelism);
      env.fromSource(source(server), WatermarkStrategy.noWatermarks(), "table")
          .uid("table")
          .map(row -> failNowAndThen(row.getLong(0)))
          .returns(Types.LONG)
          .map(new RowCounter())
          .uid("counter")
          .setParallelism(1)
          .sinkTo(new DiscardingSink<>());
      return env.executeAsync("history " + seed);
    }

    private DeltaSharingSource source(EmbeddedDeltaSharingServer server) {
      DeltaSharingSourceBuilder builder =
          DeltaSharingSource.builder()
              .profile(server.writeProfile(directory.resolve("config.share")).toString())
              .table("s.d.t")
              .columns(RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"id"}))
              .continuous(Duration.ofMillis(50))
              .changeMode(ChangeMode.IGNORE_DELETES)
              .maxVersionsPerDiscovery(maxVersions)
              .maxPendingSplits(maxPendingSplits)
              .s3Endpoint(server.storeEndpoint())
              .s3PathStyleAccess(true);
      return switch (start) {
        case LATEST -> builder.build();
        case EARLIEST -> builder.startAtEarliest().build();
        case FROM_VERSION -> builder.startFromVersion(begin).build();
      };
    }
  }

  private static long failNowAndThen(long id) {
    if (FAILING.compareAndSet(true, false)) {
      throw new IllegalStateException("a task fails, as it was told to");
    }
    return id;
  }
}
