/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileFacts;
import io.deltasharing.flink.source.event.AccessRequest;
import io.deltasharing.flink.source.event.WatermarkAdvance;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watermark of the whole table, as readers are told of it. Times of files are in seconds. */
class WatermarkTest {
  private final ManualContext context = new ManualContext();
  private final ManualPlanner planner = new ManualPlanner();
  private long nanos;

  @BeforeEach
  void twoReaders() {
    context.register(0, 0);
    context.register(1, 0);
  }

  @Test
  void doesNotPassWhatAnotherReaderHasNotBegunWith() {
    commit(6, 30, 20, 10);
    DeltaSharingEnumerator enumerator = started(Optional.empty());
    begin(enumerator, List.of(), List.of());
    assertThat(toldTo(0)).containsExactly(9_999L);

    // Reader 1 has the file of second 10; what reader 0 does meanwhile changes nothing.
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(1, null);
    request(enumerator, 0);
    request(enumerator, 0);
    assertThat(context.assigned.get(0)).containsExactly("c6-0", "c6-1");
    assertThat(toldTo(0)).containsExactly(9_999L);

    request(enumerator, 1);
    assertThat(toldTo(0)).as("all is emitted: the newest file's").containsExactly(9_999L, 29_999L);
    assertThat(toldTo(1)).as("readers without a split").isEqualTo(toldTo(0));
  }

  @Test
  void isNotKnownWhileAFileIsPlannedWhoseTimesAreNot() {
    planner.commits.add(
        Commit.append(6, 0, List.of(Splits.file("a"), Splits.file("b").from(micros(20)))));
    DeltaSharingEnumerator enumerator = started(Optional.empty());
    begin(enumerator, List.of(), List.of());
    enumerator.handleSplitRequest(0, null);
    assertThat(toldTo(0)).isEmpty();
    request(enumerator, 0);
    assertThat(toldTo(0)).containsExactly(19_999L);
  }

  @Test
  void goesOnWithFilesThatAreLeftOut() {
    DataFile skipped =
        Splits.file("a").with(new FileFacts(micros(40), null, FileFacts.Skip.BY_STATISTICS));
    planner.commits.add(Commit.append(6, 0, List.of(Splits.file("b").from(micros(20)), skipped)));
    DeltaSharingEnumerator enumerator = started(Optional.empty());
    begin(enumerator, List.of(), List.of());
    assertThat(toldTo(0)).containsExactly(19_999L);
    enumerator.handleSplitRequest(0, null);
    request(enumerator, 0);
    assertThat(toldTo(0)).containsExactly(19_999L, 39_999L);
  }

  @Test
  void waitsForEveryReaderToSayWhatItWasRestoredWith() {
    DeltaSharingEnumerator enumerator = started(Optional.of(state(List.of())));
    enumerator.handleSourceEvent(0, 0, new AccessRequest(List.of(micros(50))));
    assertThat(toldTo(0)).isEmpty();
    enumerator.handleSourceEvent(1, 0, new AccessRequest(List.of(micros(40), micros(10))));
    assertThat(toldTo(0)).containsExactly(9_999L);

    request(enumerator, 1);
    assertThat(toldTo(0)).as("both are done").containsExactly(9_999L, 49_999L);
  }

  /** Only the file of second 10 had not been emitted when the checkpoint was made. */
  @Test
  void goesOnFromWhereItWasAtTheCheckpoint() throws Exception {
    commit(6, 10, 30);
    DeltaSharingEnumerator before = started(Optional.empty());
    begin(before, List.of(), List.of());
    before.handleSplitRequest(0, null);
    before.handleSplitRequest(1, null);
    request(before, 1);
    EnumeratorState state = before.snapshotState(1).orElseThrow();
    context.sent.clear();

    planner.commits.clear();
    DeltaSharingEnumerator after = started(Optional.of(state));
    begin(after, List.of(micros(10)), List.of());
    assertThat(toldTo(1)).containsExactly(9_999L);
    request(after, 0);
    assertThat(toldTo(1)).containsExactly(9_999L, 29_999L);
  }

  @Test
  void countsWhatCameBackBeforeTheCheckpoint() {
    DeltaSharingEnumerator enumerator = started(Optional.of(state(List.of(split(5, 20)))));
    begin(enumerator, List.of(micros(50)), List.of(micros(60)));
    assertThat(toldTo(0)).containsExactly(19_999L);
  }

  @Test
  void waitsUntilPlanningHasGoneOnFromAState() {
    commit(7, 5);
    DeltaSharingEnumerator enumerator = enumerator(Optional.of(state(List.of())));
    enumerator.start();
    begin(enumerator, List.of(micros(50)), List.of(micros(60)));
    context.runWorker(); // opens the table
    context.runCoordinator();
    assertThat(toldTo(0)).as("commits after the state are not planned yet").isEmpty();
    context.runAll();
    assertThat(toldTo(0)).containsExactly(4_999L);
  }

  @Test
  void tellsAReaderThatFailedAnew() {
    commit(6, 10, 20);
    DeltaSharingEnumerator enumerator = started(Optional.empty());
    begin(enumerator, List.of(), List.of());
    enumerator.handleSplitRequest(0, null);
    request(enumerator, 0);
    assertThat(toldTo(1)).containsExactly(9_999L, 19_999L);

    // The checkpoint had it within the first file: that one comes again.
    enumerator.addSplitsBack(List.of(split(6, 20)), 0);
    assertThat(toldTo(1)).containsExactly(9_999L, 19_999L);
    enumerator.handleSourceEvent(0, 0, new AccessRequest(List.of(micros(10))));
    assertThat(toldTo(0)).containsExactly(9_999L, 19_999L, 9_999L);
  }

  @Test
  void isNotToldWithEachSplit() {
    commit(6, 10, 20, 30, 40);
    DeltaSharingEnumerator enumerator = started(Optional.empty());
    begin(enumerator, List.of(), List.of());
    nanos += TimeUnit.SECONDS.toNanos(1);
    enumerator.handleSplitRequest(0, null);
    enumerator.handleSplitRequest(0, null);
    assertThat(toldTo(0)).containsExactly(9_999L, 19_999L);
    enumerator.handleSplitRequest(0, null);
    assertThat(toldTo(0)).containsExactly(9_999L, 19_999L);
    nanos += TimeUnit.SECONDS.toNanos(1);
    context.tick();
    context.runAll();
    assertThat(toldTo(0)).containsExactly(9_999L, 19_999L, 29_999L);
  }

  /** A reader has emitted its split; the clock goes on as far as it is told again. */
  private void request(DeltaSharingEnumerator enumerator, int subtask) {
    nanos += TimeUnit.SECONDS.toNanos(1);
    enumerator.handleSplitRequest(subtask, null);
  }

  private void begin(DeltaSharingEnumerator enumerator, List<Long> first, List<Long> second) {
    enumerator.handleSourceEvent(0, 0, new AccessRequest(first));
    enumerator.handleSourceEvent(1, 0, new AccessRequest(second));
  }

  private DeltaSharingEnumerator started(Optional<EnumeratorState> state) {
    DeltaSharingEnumerator enumerator = enumerator(state);
    enumerator.start();
    context.runAll();
    return enumerator;
  }

  private DeltaSharingEnumerator enumerator(Optional<EnumeratorState> state) {
    DiscoverySettings settings =
        DiscoverySettings.continuous(Duration.ofSeconds(1), 100)
            .within(new ReadWindow(new StartingPoint.AfterLatest(), new EndingPoint.Never()));
    return new DeltaSharingEnumerator(
        context, planner, "market.live.trades", settings, state, () -> nanos);
  }

  private void commit(long version, int... seconds) {
    List<DataFile> files =
        Arrays.stream(seconds)
            .mapToObj(it -> Splits.file("c" + version + "-" + it).from(micros(it)))
            .toList();
    planner.commits.add(Commit.append(version, 0, files));
  }

  private static EnumeratorState state(List<DeltaSharingSplit> returned) {
    return new EnumeratorState(
        "market.live.trades",
        PlannedTable.DEFINITION.tableId(),
        SplitOrigin.commit(7, 0),
        null,
        returned,
        PlannedTable.DEFINITION,
        5,
        OptionalLong.empty());
  }

  private static DeltaSharingSplit split(long version, int seconds) {
    return Splits.of(SplitOrigin.commit(version, 0), Splits.file("r").from(micros(seconds)), 0);
  }

  private static long micros(int seconds) {
    return TimeUnit.SECONDS.toMicros(seconds);
  }

  private List<Long> toldTo(int subtask) {
    return context.sent.stream()
        .filter(it -> it.subtask() == subtask)
        .map(ManualContext.Sent::event)
        .filter(WatermarkAdvance.class::isInstance)
        .map(it -> ((WatermarkAdvance) it).millis())
        .toList();
  }
}
