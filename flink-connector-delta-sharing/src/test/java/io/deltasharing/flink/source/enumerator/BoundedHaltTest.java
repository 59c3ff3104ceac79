/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a bounded read ends before a version that it cannot follow. */
class BoundedHaltTest {
  private static final String TABLE = "market.live.trades";

  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();

  @BeforeEach
  void deleteInVersion7() {
    planner.commits.add(PlannedTable.commit(6, 1));
    planner.commits.add(new Commit(7, 0, "DELETE", List.of(), 1, true, null, null));
    context.parallelism = 3;
    context.register(0, 0);
    context.register(1, 0);
  }

  @Test
  void doesNotWaitForReadersThatHaveNoSlotUntilOthersFinish() {
    DeltaSharingEnumerator enumerator = open(Optional.empty());
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    assertThat(context.assigned).hasToString("{0=[c6-0]}");

    assertThatThrownBy(() -> enumerator.handleSplitRequest(0, null))
        .hasMessageContaining("Version 7 of market.live.trades deletes rows");
  }

  @Test
  void waitsForEveryReaderThatMayHaveBeenRestoredWithSplits() {
    DeltaSharingEnumerator enumerator =
        open(
            Optional.of(
                new EnumeratorState(
                    TABLE,
                    "id-1",
                    SplitOrigin.commit(7, 0),
                    null,
                    List.of(),
                    PlannedTable.DEFINITION,
                    6,
                    OptionalLong.of(9))));
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    context.register(2, 0);
    assertThatThrownBy(() -> enumerator.handleSplitRequest(2, null))
        .hasMessageContaining("Version 7 of market.live.trades deletes rows");
  }

  private DeltaSharingEnumerator open(Optional<EnumeratorState> restored) {
    DeltaSharingEnumerator enumerator =
        new DeltaSharingEnumerator(
            context,
            planner,
            TABLE,
            DiscoverySettings.of(
                new ReadWindow(
                    new StartingPoint.AfterLatest(), new EndingPoint.AtVersion(9, true))),
            restored,
            () -> 0);
    enumerator.start();
    context.runAll();
    return enumerator;
  }
}
