/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tasks read a table in batch, where the scheduler leaves it to the source. It opens the
 * table, and goes by what the server says of the newest version, if it does, for that costs
 * nothing; else by a plan of the read. The enumerator gets the open table with the plan. Blocks.
 */
final class ParallelismInference {
  private static final Logger LOG = LoggerFactory.getLogger(ParallelismInference.class);
  private static final SplitPlanner.Listener NOBODY =
      new SplitPlanner.Listener(renewed -> {}, lost -> {});

  private final ReadSettings settings;
  private final OpenTableHandover handover;

  /**
   * @param handover gets the table that was opened, if one had to be
   */
  ParallelismInference(ReadSettings settings, OpenTableHandover handover) {
    this.settings = settings;
    this.handover = handover;
  }

  /**
   * One at least, whatever happens: a read that cannot be planned says so when it is.
   *
   * @param bytesPerTask as many as one task should read
   * @param most so many tasks at most
   */
  int tasks(long bytesPerTask, int most) {
    try {
      ReadVolume volume = volume(bytesPerTask, most);
      int tasks = volume.tasks(bytesPerTask, most);
      LOG.info("{} tasks read {} of {}", tasks, volume, settings.tableName());
      return tasks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    } catch (IOException | RuntimeException e) {
      LOG.warn(
          "How many tasks should read {} is not known: one will. Set a parallelism if that is too"
              + " few.",
          settings.tableName(),
          e);
      return 1;
    }
  }

  private ReadVolume volume(long bytesPerTask, int most) throws IOException, InterruptedException {
    SharedTablePlanner planner =
        new SharedTablePlanner(settings, new TableThreads("credentials", settings.tableName()));
    boolean kept = false;
    try {
      planner.open(NOBODY);
      ReadVolume volume = volume(planner, bytesPerTask, most);
      handover.keep(planner);
      kept = true;
      return volume;
    } finally {
      if (!kept) {
        planner.close();
      }
    }
  }

  private ReadVolume volume(SharedTablePlanner planner, long bytesPerTask, int most)
      throws IOException {
    boolean isOfNewest = settings.discovery().window().equals(ReadWindow.LATEST_SNAPSHOT);
    Optional<ReadVolume> said = isOfNewest ? planner.volumeSaid() : Optional.empty();
    return said.isPresent() ? said.get() : planned(planner, bytesPerTask, most);
  }

  private ReadVolume planned(SharedTablePlanner planner, long bytesPerTask, int most)
      throws IOException {
    PlannedWindow window = planner.planAhead(settings.discovery().window());
    ReadVolume volume =
        window.snapshot() ? planner.volumeOf(window.firstCommit() - 1) : ReadVolume.NOTHING;
    long next = window.firstCommit();
    while (next <= window.lastVersion() && volume.tasks(bytesPerTask, most) < most) {
      DiscoverySettings discovery = settings.discovery();
      CommitBatch batch = planner.commitsFrom(next, discovery.limits(window.lastVersion()));
      for (Commit commit : batch.commits()) {
        volume = volume.plus(commit.addedBytes(), commit.added().size());
      }
      if (batch.commits().isEmpty()) {
        return volume;
      }
      next += batch.commits().size();
    }
    return volume;
  }
}
