/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitBatch;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.SkippedFiles;
import io.deltasharing.flink.plan.SnapshotFiles;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.storage.LastingStorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans what is to be read next, piece by piece on the worker thread: first the files of a
 * snapshot, then commit after commit, as long as few wait for readers. Coordinator thread only,
 * except for closing.
 */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final SplitEnumeratorContext<DeltaSharingSplit> context;
  private final SplitPlanner planner;
  private final String table;
  private final DiscoverySettings settings;
  private final DiscoveryFigures figures;
  private final PlanningFigures planning;
  private final Backlog backlog;
  private final WatermarkPublisher watermarks;
  private final Runnable afterLook;

  /** Whether a piece of the snapshot was planned by this enumerator. */
  private boolean snapshotBegun;

  /** Whether a look is under way. */
  private boolean looking;

  /** Whether there may be something to be found: a look is due as soon as there is room. */
  private boolean due = true;

  private volatile boolean closed;

  /**
   * @param table share.schema.table
   * @param afterLook what to do when more may have been planned
   */
  Discovery(
      SplitEnumeratorContext<DeltaSharingSplit> context,
      SplitPlanner planner,
      String table,
      DiscoverySettings settings,
      DiscoveryFigures figures,
      WatermarkPublisher watermarks,
      Runnable afterLook) {
    this.context = context;
    this.planner = planner;
    this.table = table;
    this.settings = settings;
    this.figures = figures;
    this.planning = new PlanningFigures(context.metricGroup());
    this.backlog = new Backlog(context, !settings.isBounded());
    this.watermarks = watermarks;
    this.afterLook = afterLook;
  }

  /** Tells Flink whether old data is to be read first. */
  void opened(OpenTable opened) {
    backlog.update(opened, due);
  }

  /** Looks for what is new: it is time. */
  void lookAgain(OpenTable opened) {
    due = true;
    look(opened);
  }

  /** What was under way may fail in any way from now on, unheard. Any thread. */
  void close() {
    closed = true;
  }

  /** Plans more if there is reason to, and room. */
  void look(OpenTable opened) {
    if (looking
        || !due
        || opened.isPlanned()
        || opened.queue().size() > settings.maxPendingSplits() / 2) {
      return;
    }
    looking = true;
    OpenTable.SnapshotPlace place = opened.snapshot();
    if (place != null) {
      context.callAsync(
          () ->
              planner.files(
                  place.version(), place.after(), place.skip(), settings.maxPendingSplits()),
          (found, failure) -> looked(opened, found, failure, it -> append(opened, place, it)));
    } else {
      long from = opened.nextCommit();
      context.callAsync(
          () -> planner.commitsFrom(from, settings.limits(opened.lastVersion())),
          (found, failure) -> looked(opened, found, failure, it -> append(opened, it)));
    }
  }

  private <T> void looked(
      OpenTable opened, @Nullable T found, @Nullable Throwable failure, Consumer<T> append) {
    if (closed) {
      return;
    }
    looking = false;
    if (failure != null || found == null) {
      due = false;
      lookFailed(failure);
      return;
    }
    figures.succeeded();
    try {
      append.accept(found);
    } catch (PlanningException e) {
      // What no checkpoint helps to follow: another table, an unknown feature.
      throw FailedRead.of(table, e);
    }
    backlog.update(opened, due);
    afterLook.run();
    look(opened);
  }

  private void append(OpenTable opened, OpenTable.SnapshotPlace place, SnapshotFiles piece) {
    opened.append(place, piece);
    planning.planned(piece.files());
    if (!snapshotBegun) {
      // The first piece tells of all that are left out.
      snapshotBegun = true;
      leaveOut(piece.skipped());
    }
    if (piece.areLast()) {
      LOG.info("Version {} of {} is planned: {}", place.version(), table, planning);
    } else {
      LOG.info(
          "Version {} of {}: {} files are planned, {} are left",
          place.version(),
          table,
          piece.files().size(),
          piece.remaining() - piece.files().size());
    }
  }

  private void append(OpenTable opened, CommitBatch batch) {
    due = batch.more();
    opened.queue().expectNothing();
    for (Commit commit : batch.commits()) {
      Optional<PlanningException> refusal = refusal(opened, commit);
      if (refusal.isPresent()) {
        halt(opened, commit, refusal.get());
        return;
      }
      List<DataFile> files = settings.changeMode().filesOf(commit).orElseThrow();
      opened.append(commit, files);
      if (!files.isEmpty()) {
        planning.planned(files);
        leaveOut(commit.skipped());
      }
    }
  }

  private void leaveOut(SkippedFiles skipped) {
    planning.skipped(skipped);
    watermarks.leftOut(skipped.newest());
  }

  private Optional<PlanningException> refusal(OpenTable opened, Commit commit) {
    Optional<String> changed =
        opened.tellsOfTheTable(commit)
            ? planner.columnsChangedBy(commit, opened.definition())
            : Optional.empty();
    if (changed.isPresent()) {
      return Optional.of(new PlanningException(changed.get()));
    }
    return settings.changeMode().filesOf(commit).isPresent()
        ? Optional.empty()
        : Optional.of(RefusedChange.by(commit, settings.changeMode(), table));
  }

  private void halt(OpenTable opened, Commit commit, PlanningException reason) {
    LOG.warn(
        "The read of {} ends before version {}, once all before it is emitted and in a checkpoint:"
            + " {}",
        table,
        commit.version(),
        reason.getMessage());
    opened.haltBefore(new Halt(reason));
  }

  private void lookFailed(@Nullable Throwable failure) {
    if (isPassing(failure)) {
      figures.failed();
      LOG.warn("Looking for new versions of {} failed, trying again soon", table, failure);
    } else {
      throw FailedRead.of(table, failure);
    }
  }

  private static boolean isPassing(@Nullable Throwable failure) {
    return failure instanceof IOException
        && !(failure instanceof FileNotFoundException)
        && !(failure instanceof LastingStorageException);
  }
}
