/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.source.split.Splits;
import io.deltasharing.flink.storage.StorageFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the enumerator looks for the versions after the snapshot. */
class DiscoveryTest {
  private static final int MAX_VERSIONS = 2;
  private static final int MAX_WAITING = 4;

  private long nanos;
  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();
  private final DeltaSharingEnumerator enumerator =
      new DeltaSharingEnumerator(
          context,
          planner,
          "market.live.trades",
          new DiscoverySettings(
              ReadWindow.LATEST_FULL,
              ChangeMode.APPEND_ONLY,
              Duration.ofSeconds(10),
              MAX_VERSIONS,
              Long.MAX_VALUE,
              MAX_WAITING),
          Optional.empty(),
          () -> nanos);

  @BeforeEach
  void openEmptyVersion5() {
    for (int subtask = 0; subtask < 4; subtask++) {
      context.register(subtask, 0);
    }
    enumerator.start();
    context.runAll();
    planner.calls.clear();
  }

  @Test
  void looksAtTheInterval() {
    assertThat(context.periodMillis()).isEqualTo(10_000);
    look();
    look();
    assertThat(planner.calls).containsExactly("commits from 6", "commits from 6");
  }

  @Test
  void givesNewFilesToReadersThatWait() {
    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(0, null);
    planner.commits.add(PlannedTable.commit(6, 1));
    look();
    assertThat(context.assigned).hasToString("{1=[c6-0]}");

    planner.commits.add(PlannedTable.commit(7, 2));
    look();
    assertThat(context.assigned).hasToString("{0=[c7-0], 1=[c6-0]}");
    assertThat(planner.calls).containsExactly("commits from 6", "commits from 7");
  }

  @Test
  void looksOnceAtATime() {
    planner.commits.add(PlannedTable.commit(6, 1));
    context.tick();
    context.tick();
    context.runWorker();
    context.runCoordinator(); // both ticks are told before the first look is done
    assertThat(planner.calls).isEmpty();
    context.runAll();
    for (int subtask = 0; subtask < 2; subtask++) {
      enumerator.handleSplitRequest(subtask, null);
    }
    assertThat(planner.calls).containsExactly("commits from 6");
    assertThat(context.assigned).hasToString("{0=[c6-0]}");
  }

  @Test
  void looksAgainAtOnceWhenThereMayBeMore() {
    for (int version = 6; version <= 10; version++) {
      planner.commits.add(PlannedTable.commit(version, 0));
    }
    look();
    assertThat(planner.calls)
        .containsExactly("commits from 6", "commits from 8", "commits from 10");
  }

  @Test
  void doesNotLookWhileSplitsWait() {
    planner.commits.add(PlannedTable.commit(6, MAX_WAITING + 1));
    look();
    look();
    assertThat(planner.calls).containsExactly("commits from 6");

    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    context.runAll();
    assertThat(planner.calls).as("three wait, and two are enough").hasSize(1);

    enumerator.handleSplitRequest(2, null);
    context.runAll();
    assertThat(planner.calls)
        .as("the look that was due comes when there is room")
        .containsExactly("commits from 6", "commits from 7");
  }

  @Test
  void tellsOfABacklogUntilItHasCaughtUp() {
    assertThat(context.backlog).as("the snapshot was empty").containsExactly(true, false);
    for (int version = 6; version <= 8; version++) {
      planner.commits.add(PlannedTable.commit(version, 0));
    }
    look();
    assertThat(context.backlog).containsExactly(true, false, true, false);
    planner.commits.add(PlannedTable.commit(9, 1));
    look();
    assertThat(context.backlog).as("one version is no backlog").hasSize(4);
  }

  @Test
  void endsBeforeAVersionThatChangesRowsOnceACheckpointHoldsAllBeforeIt() {
    planner.commits.add(PlannedTable.commit(6, 1));
    planner.commits.add(
        new Commit(7, 0, "UPDATE", PlannedTable.files("c7", 2), 2, false, null, null));
    request(0, 1, 2, 3);
    look();
    assertThat(context.assigned).hasToString("{0=[c6-0]}");
    checkpoint(1);
    enumerator.handleSplitRequest(0, null); // it has emitted version 6
    enumerator.notifyCheckpointComplete(1);
    look();
    assertThat(planner.calls).as("no further look").hasSize(1);

    checkpoint(2);
    assertThatThrownBy(() -> enumerator.notifyCheckpointComplete(2))
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage(
            "Reading the shared table market.live.trades failed: Version 7 of market.live.trades"
                + " deletes or rewrites rows (UPDATE, files removed: 2, added: 2), which"
                + " 'scan.change.mode' = 'append-only' does not pass over. All rows before that"
                + " version have been emitted. To go on, set the option to 'ignore-changes' (rows of"
                + " rewritten files come again) or 'skip-change-commits' (new rows of such a version"
                + " are lost) and resume the job from its last checkpoint; or start it without state,"
                + " to read the table from its newest version.");
  }

  @Test
  void endsBeforeAVersionThatChangesColumnsWithoutACheckpointInTheEnd() {
    planner.commits.add(PlannedTable.commit(6, 0));
    planner.columnChanges.put(6L, "so it is");
    request(0, 1, 2, 3);
    look();
    nanos = Duration.ofMinutes(10).toNanos();
    look();
    nanos++;
    assertThatThrownBy(this::look)
        .hasMessage("Reading the shared table market.live.trades failed: so it is");
  }

  @Test
  void waitsAgainWhenAReaderFailedBeforeTheCheckpoint() {
    planner.commits.add(PlannedTable.commit(6, 1));
    planner.commits.add(PlannedTable.commit(7, 0));
    planner.columnChanges.put(7L, "so it is");
    request(0, 1, 2, 3);
    look();
    request(0);
    checkpoint(1);
    enumerator.addSplitsBack(List.of(Splits.ofCommit(6, 0)), 0);
    enumerator.notifyCheckpointComplete(1);
    request(0, 1); // the failed reader's split went to another one
    checkpoint(2);
    assertThatThrownBy(() -> enumerator.notifyCheckpointComplete(2))
        .hasMessageEndingWith("so it is");
  }

  @Test
  void triesAgainWhatMayPass() {
    planner.ioFailure = new IOException("connection reset");
    look();
    planner.ioFailure = null;
    planner.commits.add(PlannedTable.commit(6, 1));
    look();
    enumerator.handleSplitRequest(0, null);
    assertThat(planner.calls).containsExactly("commits from 6", "commits from 6");
    assertThat(context.assigned).hasToString("{0=[c6-0]}");
  }

  @ParameterizedTest
  @MethodSource("whatDoesNotPass")
  void failsTheJobOnWhatDoesNotPass(Exception failure) {
    if (failure instanceof IOException io) {
      planner.ioFailure = io;
    } else {
      planner.failure = (RuntimeException) failure;
    }
    assertThatThrownBy(this::look)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage("Reading the shared table market.live.trades failed: so it is")
        .hasCause(failure);
  }

  static Stream<Exception> whatDoesNotPass() {
    return Stream.of(
        new PlanningException("so it is"),
        new FileNotFoundException("so it is"),
        StorageFailures.accessRefused("so it is"),
        new IllegalStateException("so it is"));
  }

  @Test
  void doesNotReportALookThatItsOwnEndCutsShort() {
    planner.failure = new RejectedExecutionException("the threads of the store are gone");
    context.tick();
    context.runWorker();
    context.runCoordinator();
    context.runWorker();
    enumerator.close();

    assertThatCode(context::runCoordinator).doesNotThrowAnyException();
    assertThat(planner.calls).contains("commits from 6");
  }

  private void request(int... subtasks) {
    for (int subtask : subtasks) {
      enumerator.handleSplitRequest(subtask, null);
    }
  }

  private void checkpoint(long id) {
    assertThat(enumerator.snapshotState(id)).isPresent();
  }

  private void look() {
    context.tick();
    context.runAll();
  }
}
