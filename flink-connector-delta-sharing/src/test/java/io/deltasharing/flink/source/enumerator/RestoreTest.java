/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
  void checkpointsWhatIsReserved() {
    planner.snapshotFiles = 2;
    context.register(0, 0);
    DeltaSharingEnumerator enumerator = open(Optional.empty());
    enumerator.handleSplitRequest(0, null);
    assertThat(enumerator.snapshotState(1))
        .hasValueSatisfying(
            state -> {
              assertThat(state.next()).isEqualTo(SplitOrigin.commit(6, 0));
              assertThat(state.returned()).containsExactly(Splits.ofSnapshot(5, 1));
            });

    enumerator.addSplitsBack(List.of(Splits.ofSnapshot(5, 0)), 0);
    assertThat(enumerator.snapshotState(2))
        .hasValueSatisfying(
            state ->
                assertThat(state.returned())
                    .containsExactly(Splits.ofSnapshot(5, 0), Splits.ofSnapshot(5, 1)));
  }

  @Test
  void checkpointsTheFirstPlaceNotHandedOutAndWhatCameBack() {
    planner.snapshotFiles = 3;
    context.parallelism = 3;
    context.register(0, 0);
    DeltaSharingEnumerator enumerator = open(Optional.empty());
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(0, null);
    enumerator.addSplitsBack(List.of(Splits.ofSnapshot(5, 0).at(0, 7)), 0);

    assertThat(enumerator.snapshotState(1))
        .contains(
            new EnumeratorState(
                TABLE,
                "id-1",
                SplitOrigin.snapshot(5, 2),
                new FileKey("s5-1.parquet", ""),
                List.of(Splits.ofSnapshot(5, 0).at(0, 7)),
                PlannedTable.DEFINITION,
                5,
                OptionalLong.empty()));
  }

  @Test
  void plansTheSameVersionAgainInTheMidstOfASnapshot() {
    context.parallelism = 3;
    planner.snapshotFiles = 3;
    planner.commits.add(PlannedTable.commit(6, 1));
    request(open(Optional.of(state(SplitOrigin.snapshot(5, 1)))), 3);
    look();

    assertThat(planner.calls)
        .containsExactly(
            "open", "newest", "at 5", "files of 5", "commits from 6", "commits from 7");
    assertThat(context.assigned).hasToString("{0=[s5-1], 1=[s5-2], 2=[c6-0]}");
  }

  @Test
  void plansNoSnapshotOnceItWasHandedOut() {
    planner.commits.add(PlannedTable.commit(6, 1));
    planner.commits.add(PlannedTable.commit(7, 3));
    request(open(Optional.of(state(SplitOrigin.commit(7, 1)))), 2);
    look();

    assertThat(planner.calls).containsExactly("open", "newest", "commits from 7", "commits from 8");
    assertThat(context.assigned).hasToString("{0=[c7-1], 1=[c7-2]}");
  }

  @Test
  void handsOutFirstWhatHadComeBack() {
    planner.commits.add(PlannedTable.commit(7, 2));
    EnumeratorState state =
        new EnumeratorState(
            TABLE,
            "id-1",
            SplitOrigin.commit(7, 1),
            null,
            List.of(Splits.ofCommit(6, 0).at(0, 9)),
            PlannedTable.DEFINITION,
            6,
            OptionalLong.empty());
    request(open(Optional.of(state)), 2);
    look();
    assertThat(context.assigned).hasToString("{0=[c6-0], 1=[c7-1]}");
  }

  @Test
  void handsOutAndCheckpointsWhatComesBackBeforeTheTableIsOpen() {
    planner.commits.add(PlannedTable.commit(7, 2));
    EnumeratorState state = state(SplitOrigin.commit(7, 1));
    DeltaSharingEnumerator enumerator = enumerator(Optional.of(state));
    enumerator.start();
    enumerator.addSplitsBack(List.of(Splits.ofCommit(6, 0).at(0, 9)), 0);
    assertThat(enumerator.snapshotState(1))
        .contains(state.withReturned(List.of(Splits.ofCommit(6, 0).at(0, 9))));

    context.runAll();
    request(enumerator, 2);
    look();
    assertThat(context.assigned).hasToString("{0=[c6-0], 1=[c7-1]}");
  }

  @Test
  void refusesTheStateOfATableOfAnotherName() {
    EnumeratorState state = state("market.live.quotes", "id-1", SplitOrigin.commit(7, 1));
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
      EnumeratorState state = state(TABLE, "id-0", next);
      assertThatThrownBy(() -> open(Optional.of(state)))
          .isInstanceOf(FlinkRuntimeException.class)
          .hasMessage(message);
    }
  }

  @Test
  void goesOnBehindTheFileThatWasHandedOutLast() {
    planner.snapshotFiles = 3;
    EnumeratorState state =
        new EnumeratorState(
            TABLE,
            "id-1",
            SplitOrigin.snapshot(5, 2),
            new FileKey("s5-1.parquet", ""),
            List.of(),
            PlannedTable.DEFINITION,
            5,
            OptionalLong.empty());
    request(open(Optional.of(state)), 2);
    assertThat(planner.calls).startsWith("open", "newest", "at 5", "files of 5 after s5-1.parquet");
    assertThat(context.assigned).hasToString("{0=[s5-2]}");
  }

  @Test
  void refusesAStateThatIsAheadOfTheTable() {
    planner.newestVersion = 3;
    assertThatThrownBy(() -> open(Optional.of(state(SplitOrigin.commit(7, 0)))))
        .hasMessage(
            "Reading the shared table market.live.trades failed: The state goes on with version 7"
                + " of market.live.trades, but its newest version is 3: its log was set back. Start"
                + " the job without state to read the table as it is.");
  }

  @Test
  void readsByTheColumnsOfTheVersionThatItWasStoppedBefore() {
    TableDefinition changed = new TableDefinition("id-1", "{\"new\":1}", List.of(), "none");
    planner.unreadableSchemas.add("{}");
    planner.commits.add(new Commit(7, 0, "RENAME COLUMN", List.of(), 0, false, changed, null));
    DeltaSharingEnumerator enumerator = open(Optional.of(state(SplitOrigin.commit(7, 0))));
    assertThat(enumerator.snapshotState(1).orElseThrow().definition()).isEqualTo(changed);
  }

  @Test
  void readsByTheNewestColumnsWhereItWasDeclaredAnewForThem() {
    planner.definition = new TableDefinition("id-1", "{\"new\":1}", List.of(), "none");
    planner.unreadableSchemas.add("{}");
    EnumeratorState state =
        new EnumeratorState(
            TABLE,
            "id-1",
            SplitOrigin.commit(7, 1),
            null,
            List.of(),
            PlannedTable.DEFINITION,
            6,
            OptionalLong.empty());
    EnumeratorState now = open(Optional.of(state)).snapshotState(1).orElseThrow();
    assertThat(now.definition()).isEqualTo(planner.definition);
    assertThat(now.definitionVersion()).as("changes until then are in it").isEqualTo(100);
  }

  @Test
  void refusesOtherColumnsElsewhere() {
    planner.unreadableSchemas.add("{}");
    for (SplitOrigin next : List.of(SplitOrigin.commit(7, 1), SplitOrigin.commit(8, 0))) {
      assertThatThrownBy(() -> open(Optional.of(state(next))))
          .hasMessage("Reading the shared table market.live.trades failed: the columns are others");
    }
  }

  @Test
  void keepsWhereABoundedReadEnds() {
    planner.commits.add(PlannedTable.commit(7, 1));
    planner.commits.add(PlannedTable.commit(8, 1));
    DeltaSharingEnumerator enumerator =
        new DeltaSharingEnumerator(
            context,
            planner,
            TABLE,
            DiscoverySettings.of(
                new ReadWindow(
                    new StartingPoint.AfterLatest(), new EndingPoint.AtVersion(7, true))),
            Optional.empty(),
            () -> 0);
    planner.snapshotVersion = 6;
    enumerator.start();
    context.runAll();
    request(enumerator, 2);
    assertThat(context.assigned).hasToString("{0=[c7-0], 1=[end]}");
    EnumeratorState state = enumerator.snapshotState(1).orElseThrow();
    assertThat(state.lastVersion()).hasValue(7);
    assertThat(state.next()).isEqualTo(SplitOrigin.commit(8, 0));
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
        context,
        planner,
        TABLE,
        DiscoverySettings.continuous(Duration.ofSeconds(1), 10),
        restored,
        () -> 0);
  }

  private static EnumeratorState state(SplitOrigin next) {
    return state(TABLE, "id-1", next);
  }

  /** As version 1 left it: without the table's definition. */
  private static EnumeratorState state(String table, String id, SplitOrigin next) {
    return new EnumeratorState(table, id, next, null, List.of(), null, -1, OptionalLong.empty());
  }
}
