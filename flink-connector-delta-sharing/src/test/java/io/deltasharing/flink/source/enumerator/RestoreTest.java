/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

/** What the enumerator leaves in checkpoints, and how it goes on from there. */
class RestoreTest {
  private static final String TABLE = "market.live.trades";

  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();

  @Test
  void checkpointsNothingBeforeTheTableWasOpenedForTheFirstTime() {
    assertThat(enumerator(Optional.empty()).snapshotState(1)).isEmpty();
  }

  @Test
  void checkpointsWhatItWasRestoredFromUntilTheTableIsOpen() {
    EnumeratorState state = state(SplitOrigin.commit(8, 1));
    DeltaSharingEnumerator enumerator = enumerator(Optional.of(state));
    enumerator.start();
    assertThat(enumerator.snapshotState(1)).contains(state);
  }

  @Test
  void checkpointsTheFirstPlaceNotHandedOutAndWhatCameBack() {
    planner.snapshot = PlannedTable.snapshot(5, 3);
    context.register(0, 0);
    DeltaSharingEnumerator enumerator = open(Optional.empty());
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(0, null);
    enumerator.addSplitsBack(List.of(Splits.ofSnapshot(5, 0).at(7)), 0);

    assertThat(enumerator.snapshotState(1))
        .contains(
            new EnumeratorState(
                TABLE, "id-1", SplitOrigin.snapshot(5, 2), List.of(Splits.ofSnapshot(5, 0).at(7))));
  }

  @Test
  void plansTheSameVersionAgainInTheMidstOfASnapshot() {
    planner.snapshot = PlannedTable.snapshot(5, 3);
    planner.commits.add(PlannedTable.commit(6, 1));
    request(open(Optional.of(state(SplitOrigin.snapshot(5, 1)))), 3);
    look();

    assertThat(planner.calls).containsExactly("open", "at 5", "commits from 6");
    assertThat(context.assigned).hasToString("{0=[s5-1], 1=[s5-2], 2=[c6-0]}");
  }

  @Test
  void plansNoSnapshotOnceItWasHandedOut() {
    planner.commits.add(PlannedTable.commit(6, 1));
    planner.commits.add(PlannedTable.commit(7, 3));
    request(open(Optional.of(state(SplitOrigin.commit(7, 1)))), 2);
    look();

    assertThat(planner.calls).containsExactly("open", "definition", "commits from 7");
    assertThat(context.assigned).hasToString("{0=[c7-1], 1=[c7-2]}");
  }

  @Test
  void handsOutFirstWhatHadComeBack() {
    planner.commits.add(PlannedTable.commit(7, 2));
    EnumeratorState state =
        new EnumeratorState(
            TABLE, "id-1", SplitOrigin.commit(7, 1), List.of(Splits.ofCommit(6, 0).at(9)));
    request(open(Optional.of(state)), 2);
    look();
    assertThat(context.assigned).hasToString("{0=[c6-0], 1=[c7-1]}");
  }

  @Test
  void refusesTheStateOfATableOfAnotherName() {
    EnumeratorState state =
        new EnumeratorState("market.live.quotes", "id-1", SplitOrigin.commit(7, 1), List.of());
    assertThatThrownBy(() -> open(Optional.of(state)))
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage(
            "Reading the shared table market.live.trades failed: The state is that of"
                + " market.live.quotes, but the job reads market.live.trades.");
  }

  @Test
  void refusesTheStateOfATableMadeAnew() {
    String message =
        "Reading the shared table market.live.trades failed: market.live.trades was dropped and"
            + " made anew since the state was written (its id was id-0 and is id-1). Start the job"
            + " without state to read the new table.";
    for (SplitOrigin next : List.of(SplitOrigin.commit(7, 1), SplitOrigin.snapshot(5, 1))) {
      EnumeratorState state = new EnumeratorState(TABLE, "id-0", next, List.of());
      assertThatThrownBy(() -> open(Optional.of(state)))
          .isInstanceOf(FlinkRuntimeException.class)
          .hasMessage(message);
    }
  }

  private DeltaSharingEnumerator open(Optional<EnumeratorState> restored) {
    DeltaSharingEnumerator enumerator = enumerator(restored);
    enumerator.start();
    context.runAll();
    return enumerator;
  }

  private void request(DeltaSharingEnumerator enumerator, int readers) {
    for (int subtask = 0; subtask < readers; subtask++) {
      context.register(subtask, 0);
      enumerator.handleSplitRequest(subtask, null);
    }
  }

  private void look() {
    context.tick();
    context.runAll();
  }

  private DeltaSharingEnumerator enumerator(Optional<EnumeratorState> restored) {
    return new DeltaSharingEnumerator(
        context, planner, TABLE, DiscoverySettings.continuous(Duration.ofSeconds(1), 10), restored);
  }

  private static EnumeratorState state(SplitOrigin next) {
    return new EnumeratorState(TABLE, "id-1", next, List.of());
  }
}
