/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.enumerator.PlannedWindow;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.enumerator.SplitPlanner;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tasks read a table in batch, where the scheduler leaves it to the source. It goes by
 * what the server says of the newest version, if it does, for that costs nothing; else the table is
 * opened and the read planned, and the enumerator gets the open table. Blocks.
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
    if (settings.discovery().window().equals(ReadWindow.LATEST_SNAPSHOT)) {
      Optional<ReadVolume> told = told();
      if (told.isPresent()) {
        return told.get();
      }
    }
    return planned(bytesPerTask, most);
  }

  private Optional<ReadVolume> told() throws InterruptedException {
    try (SharingConnection connection = SharingConnection.open(settings.profile())) {
      TableMetadata metadata = connection.patient().tableMetadata(settings.table());
      if (metadata.bytes().isEmpty() || metadata.files().isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new ReadVolume(metadata.bytes().getAsLong(), metadata.files().getAsLong()));
    }
  }

  private ReadVolume planned(long bytesPerTask, int most) throws IOException, InterruptedException {
    SharedTablePlanner planner =
        new SharedTablePlanner(settings, new TableThreads("credentials", settings.tableName()));
    try {
      ReadVolume volume = planned(planner, bytesPerTask, most);
      handover.keep(planner);
      return volume;
    } catch (IOException | InterruptedException | RuntimeException e) {
      planner.close();
      throw e;
    }
  }

  private ReadVolume planned(SharedTablePlanner planner, long bytesPerTask, int most)
      throws IOException, InterruptedException {
    planner.open(NOBODY);
    PlannedWindow window = planner.plan(settings.discovery().window());
    ReadVolume volume = ReadVolume.NOTHING;
    if (window.snapshot()) {
      SnapshotFiles files = planner.files(window.firstCommit() - 1, null, 0, 1);
      volume = new ReadVolume(files.remainingBytes(), files.remaining());
    }
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
