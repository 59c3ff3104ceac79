/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.credentials.Credentials;
import io.deltasharing.flink.source.enumerator.ManualContext.Sent;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.event.CredentialRefusal;
import io.deltasharing.flink.source.event.CredentialRenewal;
import io.deltasharing.flink.source.split.Splits;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.apache.flink.table.connector.source.DynamicFilteringEvent;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.FlinkRuntimeException;
import org.junit.jupiter.api.Test;

/** Access and assignment: what readers are told and given. */
class DeltaSharingEnumeratorTest {
  private static final String TABLE = "market.live.trades";

  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();
  private final DeltaSharingEnumerator enumerator =
      new DeltaSharingEnumerator(
          context, planner, TABLE, DiscoverySettings.bounded(), Optional.empty(), () -> 0);

  @Test
  void grantsAccessToThoseWhoAskedBeforeTheTableWasOpen() {
    context.register(0, 3);
    enumerator.start();
    enumerator.handleSourceEvent(0, 3, new AccessRequest());
    assertThat(context.sent).isEmpty();

    context.runAll();

    assertThat(context.sent).containsExactly(new Sent(0, 3, grant(1)));
  }

  @Test
  void grantsAccessAtOnceWithTheCurrentCredentialWhenTheTableIsOpen() {
    open();
    planner.renew(2);
    context.register(1, 0);
    enumerator.handleSourceEvent(1, 0, new AccessRequest());
    assertThat(context.sent).containsExactly(new Sent(1, 0, grant(2)));
  }

  @Test
  void forgetsAnAttemptThatFailedWhileItWaited() {
    context.register(0, 0);
    enumerator.start();
    enumerator.handleSourceEvent(0, 0, new AccessRequest());
    context.unregister(0);
    context.register(0, 1);
    context.runAll();
    assertThat(context.sent).isEmpty();
  }

  @Test
  void grantsAccessWhereAttemptsAreNotToldApart() {
    open();
    context.register(2, 5);
    enumerator.handleSourceEvent(2, new AccessRequest());
    assertThat(context.sent).containsExactly(new Sent(2, 5, grant(1)));
  }

  @Test
  void handsOutWhatAJoinNeedsThatTellsBeforeTheTableIsOpen() {
    planner.snapshotFiles = 4;
    planner.joinNeeds = file -> file.path().compareTo("s5-2") > 0;
    enumerator.start();
    enumerator.handleSourceEvent(0, joinedWith(true));
    context.runAll();
    request(4);
    assertThat(context.assigned).hasToString("{0=[s5-2], 1=[s5-3], 2=[end], 3=[end]}");
    assertThat(planner.calls).containsOnlyOnce("joined with 0");
  }

  @Test
  void handsOutAllIfAJoinTellsNothing() {
    planner.snapshotFiles = 2;
    open();
    enumerator.handleSourceEvent(0, joinedWith(false));
    request(2);
    assertThat(context.assigned).hasToString("{0=[s5-0], 1=[s5-1]}");
    assertThat(planner.calls).doesNotContain("joined with 0");
  }

  private void request(int readers) {
    for (int subtask = 0; subtask < readers; subtask++) {
      context.register(subtask, 0);
      enumerator.handleSplitRequest(subtask, null);
    }
    context.runAll();
  }

  /**
   * What Flink's collector of a join's small side tells.
   *
   * @param filtering false if there was too much to tell
   */
  private static DynamicFilteringEvent joinedWith(boolean filtering) {
    RowType type = RowType.of(new IntType());
    return new DynamicFilteringEvent(
        new DynamicFilteringData(InternalTypeInfo.of(type), type, List.of(), filtering));
  }

  @Test
  void passesRenewalsOnToEveryAttempt() {
    open();
    context.register(0, 0);
    context.register(1, 0);
    context.register(1, 1);

    planner.renew(2);
    assertThat(context.sent).isEmpty(); // that was the refresher's thread
    context.runCoordinator();

    SourceEvent renewal = new CredentialRenewal(ManualPlanner.credential(2));
    assertThat(context.sent)
        .containsExactlyInAnyOrder(
            new Sent(0, 0, renewal), new Sent(1, 0, renewal), new Sent(1, 1, renewal));
  }

  /** The refresher answers each of a thousand readers that come late with the one it has. */
  @Test
  void tellsOfEachRenewalOnce() {
    open();
    context.register(0, 0);
    planner.renew(2);
    planner.renew(2);
    planner.renew(2);
    planner.renew(3);
    context.runCoordinator();
    assertThat(context.sent)
        .containsExactly(
            new Sent(0, 0, new CredentialRenewal(ManualPlanner.credential(2))),
            new Sent(0, 0, new CredentialRenewal(ManualPlanner.credential(3))));
  }

  @Test
  void passesRefusalsOnToTheRefresher() {
    open();
    enumerator.handleSourceEvent(0, 0, new CredentialRefusal(Credentials.ROOT, 7));
    assertThat(planner.calls).endsWith("replace 7 of s3://lake/tables/trades");
  }

  @Test
  void refusesForeignEvents() {
    SourceEvent foreign = new ForeignEvent();
    assertThatThrownBy(() -> enumerator.handleSourceEvent(0, 0, foreign))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an event that is not ours: " + ForeignEvent.class);
  }

  @Test
  void failsTheJobWhenCredentialsAreLost() {
    open();
    Throwable lost = new IllegalStateException("Access was revoked");
    planner.lose(lost);
    assertThatThrownBy(context::runCoordinator)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage("Reading the shared table market.live.trades failed: Access was revoked")
        .hasCause(lost);
  }

  @Test
  void failsTheJobWhenTheTableCannotBeOpened() {
    planner.ioFailure = new IOException("no route");
    enumerator.start();
    assertThatThrownBy(context::runAll)
        .isInstanceOf(FlinkRuntimeException.class)
        .hasMessage("Reading the shared table market.live.trades failed: no route")
        .hasCause(planner.ioFailure);
  }

  @Test
  void givesOneSplitPerRequestInOrderAndThenNoMore() {
    planner.snapshotFiles = 3;
    context.parallelism = 3;
    context.register(0, 0);
    context.register(1, 0);
    enumerator.handleSplitRequest(0, null);
    open();
    assertThat(context.assigned).hasToString("{0=[s5-0]}");

    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    assertThat(context.assigned).hasToString("{0=[s5-0, end], 1=[s5-1, s5-2, end]}");
  }

  @Test
  void tellsAReaderOfTheFileThatItWillProbablyBeGivenNext() {
    planner.snapshotFiles = 4;
    context.register(0, 2);
    context.register(1, 0);
    enumerator.handleSplitRequest(0, null);
    open();
    assertThat(context.sent).hasToString("[Sent[subtask=0, attempt=2, event=NextFile[s5-1]]]");
    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(0, null);
    assertThat(context.assigned).hasToString("{0=[s5-0, s5-1], 1=[s5-2]}");
  }

  @Test
  void forgetsTheRequestsOfAReaderThatIsGone() {
    planner.snapshotFiles = 1;
    context.register(0, 0);
    context.register(1, 0);
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    context.unregister(0);
    open();
    assertThat(context.assigned).hasToString("{1=[s5-0]}");
  }

  @Test
  void givesWhatCameBackToTheNextWhoAsks() {
    planner.snapshotFiles = 2;
    context.register(0, 0);
    context.register(1, 0);
    open();
    enumerator.handleSplitRequest(0, null);

    enumerator.addSplitsBack(List.of(Splits.ofSnapshot(5, 0)), 0);
    enumerator.handleSplitRequest(1, null);
    enumerator.handleSplitRequest(1, null);

    assertThat(context.assigned).hasToString("{0=[s5-0], 1=[s5-0, s5-1]}");
  }

  @Test
  void givesNothingBackToAReaderThatFailedBeforeItAskedAgain() {
    planner.snapshotFiles = 1;
    context.register(0, 0);
    enumerator.handleSplitRequest(0, null);
    enumerator.addSplitsBack(List.of(), 0); // Flink says so of each subtask that it resets
    open();
    assertThat(context.assigned).isEmpty();
  }

  @Test
  void cannotTakeBackWhatItNeverGave() {
    assertThatThrownBy(() -> enumerator.addSplitsBack(List.of(Splits.ofSnapshot(5, 0)), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("splits of market.live.trades came back before any were assigned");
  }

  @Test
  void closesThePlanner() {
    enumerator.close();
    assertThat(planner.calls).containsExactly("close");
  }

  private void open() {
    enumerator.start();
    context.runAll();
  }

  private static AccessGrant grant(long generation) {
    return new AccessGrant(
        PlannedTable.DEFINITION, Credentials.ROOT, List.of(ManualPlanner.credential(generation)));
  }

  private record ForeignEvent() implements SourceEvent {
    private static final long serialVersionUID = 1L;
  }
}
