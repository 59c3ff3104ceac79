/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.storage.StorageFailures;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
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

  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();
  private final DeltaSharingEnumerator enumerator =
      new DeltaSharingEnumerator(
          context,
          planner,
          "market.live.trades",
          new DiscoverySettings(Duration.ofSeconds(10), MAX_VERSIONS, MAX_WAITING),
          Optional.empty());

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
  void dropsWhatALookFoundThatBeganBeforeTheLastOneWasApplied() {
    planner.commits.add(PlannedTable.commit(6, 1));
    context.tick();
    context.tick();
    context.runWorker(); // both looks find version 6 …
    context.runCoordinator(); // … before either is applied
    for (int subtask = 0; subtask < 2; subtask++) {
      enumerator.handleSplitRequest(subtask, null);
    }
    assertThat(planner.calls).containsExactly("commits from 6", "commits from 6");
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
    look();
    assertThat(planner.calls).containsExactly("commits from 6", "commits from 7");
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

  private void look() {
    context.tick();
    context.runAll();
  }
}
