/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileFacts;
import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SplitQueueTest {
  /** So many that each file is a split of its own. */
  private static final int MANY_READERS = 1000;

  private final SplitQueue queue = new SplitQueue(SplitOrigin.snapshot(5, 0), null, List.of());

  @Test
  void handsOutASnapshotAndThenItsCommitsInOrder() {
    snapshot(2);
    commit(6, 2);
    commit(7, 1);
    assertThat(queue.size()).isEqualTo(5);
    assertThat(drain()).containsExactly("s5-0", "s5-1", "c6-0", "c6-1", "c7-0");
    assertThat(queue.size()).isZero();
  }

  @Test
  void saysWhatIsNextAfterEachSplit() {
    snapshot(2);
    commit(6, 1);
    assertThat(queue.next().id()).isEqualTo("s5-0");
    assertThat(queue.lastHandedOut()).isNull();
    assertThat(nextAfterPoll()).isEqualTo("s5-1");
    assertThat(queue.lastHandedOut()).isEqualTo(new FileKey("s5-0.parquet", ""));
    assertThat(nextAfterPoll()).isEqualTo("c6-0");
    assertThat(queue.lastHandedOut()).isNull();
    assertThat(nextAfterPoll()).isEqualTo("c7-0");
  }

  @Test
  void reservesTheNextSplitOfASubtask() {
    snapshot(4);
    assertThat(id(queue.poll(0, 2))).isEqualTo("s5-0");
    assertThat(id(queue.reserve(0, 2))).isEqualTo("s5-1");
    assertThat(queue.reserve(0, 2)).as("one is reserved already").isEmpty();
    assertThat(queue.reserve(1, 3)).as("too few are left").isEmpty();
    assertThat(queue.size()).isEqualTo(3);
    assertThat(queue.next().id()).as("the reserved one is part of the state").isEqualTo("s5-2");
    assertThat(queue.returned()).extracting(DeltaSharingSplit::splitId).containsExactly("s5-1");

    assertThat(id(queue.poll(1, 2))).isEqualTo("s5-2");
    assertThat(id(queue.poll(0, 2))).isEqualTo("s5-1");
    assertThat(id(queue.poll(0, 2))).isEqualTo("s5-3");
    assertThat(queue.size()).isZero();
  }

  @Test
  void givesAwayWhatIsReservedIfNothingElseIsLeft() {
    snapshot(2);
    queue.reserve(0, 2);
    assertThat(id(queue.poll(1, 2))).isEqualTo("s5-1");
    assertThat(id(queue.poll(1, 2))).isEqualTo("s5-0");
    assertThat(queue.poll(0, 2)).isEmpty();
  }

  @Test
  void handsOutWhatWasReservedForASubtaskThatFailed() {
    snapshot(3);
    queue.reserve(0, 2);
    queue.release(0);
    queue.release(1);
    assertThat(queue.size()).isEqualTo(3);
    assertThat(id(queue.poll(1, 2))).isEqualTo("s5-0");
  }

  private static String id(Optional<DeltaSharingSplit> split) {
    return split.map(DeltaSharingSplit::splitId).orElse("none");
  }

  @Test
  void keepsItsPlaceBetweenPiecesOfASnapshot() {
    queue.append(
        SplitOrigin.snapshot(5, 0), 0, PlannedTable.files("s5", 2), SplitOrigin.snapshot(5, 2));
    assertThat(drain()).containsExactly("s5-0", "s5-1");
    assertThat(queue.next().id()).isEqualTo("s5-2");
    assertThat(queue.lastHandedOut()).isEqualTo(new FileKey("s5-1.parquet", ""));
  }

  @Test
  void filesThatAreLeftOutKeepTheirPlaces() {
    DataFile skipped =
        Splits.file("skipped").with(new FileFacts(null, null, FileFacts.Skip.BY_PARTITION));
    files(skipped, Splits.file("a"), skipped, Splits.file("b"));
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.next().id()).isEqualTo("c6-1");
    assertThat(nextAfterPoll()).isEqualTo("c6-3");
    assertThat(nextAfterPoll()).isEqualTo("c7-0");

    queue.append(SplitOrigin.commit(7, 0), 0, List.of(skipped), SplitOrigin.commit(8, 0));
    assertThat(queue.next().id()).isEqualTo("c8-0");
  }

  @Test
  void letsGoOfFilesThatAJoinDoesNotNeed() {
    snapshot(3);
    commit(6, 2);
    queue.keepOnly(it -> it.path().endsWith("1.parquet"));
    assertThat(nextAfterPoll()).isEqualTo("c6-1");
    assertThat(nextAfterPoll()).isEqualTo("c7-0");
    assertThat(queue.size()).isZero();
    commit(7, 1);
    assertThat(queue.poll(MANY_READERS)).isEmpty();
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(8, 0));
  }

  @Test
  void passesOverVersionsWithoutFiles() {
    snapshot(0);
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(6, 0));
    commit(6, 0);
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(7, 0));
    commit(7, 1);
    commit(8, 0);
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(7, 0));
    assertThat(drain()).containsExactly("c7-0");
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(9, 0));
  }

  @Test
  void handsOutFirstWhatCameBack() {
    SplitQueue restored =
        new SplitQueue(SplitOrigin.commit(6, 0), null, List.of(Splits.ofCommit(4, 1)));
    restored.append(
        SplitOrigin.commit(6, 0), 0, PlannedTable.files("c6", 2), SplitOrigin.commit(7, 0));
    assertThat(restored.poll(1))
        .hasValueSatisfying(it -> assertThat(it.splitId()).isEqualTo("c4-1"));
    restored.poll(MANY_READERS);

    DeltaSharingSplit halfRead = Splits.ofCommit(6, 0).at(0, 10);
    restored.giveBack(List.of(halfRead));
    assertThat(restored.returned()).containsExactly(halfRead);
    assertThat(restored.next().id()).isEqualTo("c6-1");
    assertThat(restored.size()).isEqualTo(2);
    assertThat(restored.poll(1)).contains(halfRead);
    assertThat(restored.next().id()).isEqualTo("c6-1");
    assertThat(restored.returned()).isEmpty();
  }

  @Test
  void putsSmallFilesIntoOneSplit() {
    snapshot(2000);
    List<Integer> sizes = new ArrayList<>();
    for (Optional<DeltaSharingSplit> it = queue.poll(4); it.isPresent(); it = queue.poll(4)) {
      sizes.add(it.get().files().size());
    }
    assertThat(sizes.get(0)).as("as many as cost 128 MB to open").isEqualTo(32);
    assertThat(sizes)
        .as("fewer when few are left, so that all readers end together")
        .isSortedAccordingTo((a, b) -> b - a);
    assertThat(sizes.subList(sizes.size() - 8, sizes.size())).containsOnly(1);
    assertThat(sizes.stream().mapToInt(it -> it).sum()).isEqualTo(2000);
  }

  @Test
  void leavesLargeFilesAlone() {
    List<DataFile> large =
        IntStream.range(0, 100)
            .mapToObj(it -> new DataFile("large-" + it, 100L << 20, Map.of(), null))
            .toList();
    queue.append(SplitOrigin.snapshot(5, 0), 0, large, SplitOrigin.commit(6, 0));
    assertThat(queue.poll(1).orElseThrow().files()).hasSize(1);
  }

  @Test
  void cutsAFileThatIsLargerThanAReadersShare() {
    DataFile large = new DataFile("large", (1L << 30) + 5, Map.of(), null).from(30);
    queue.append(
        SplitOrigin.snapshot(5, 0), 7, List.of(large, timed(20)), SplitOrigin.commit(6, 0));
    queue.expectNothing();

    List<DeltaSharingSplit> parts = new ArrayList<>(List.of(queue.poll(2).orElseThrow()));
    assertThat(queue.next().id()).as("the parts are in the state").isEqualTo("s5-1");
    assertThat(queue.lastHandedOut()).isEqualTo(new FileKey("large", ""));
    assertThat(queue.returned()).hasSize(7);
    assertThat(queue.oldest()).isEqualTo(20);
    for (int i = 1; i < 8; i++) {
      parts.add(queue.poll(2).orElseThrow());
    }

    assertThat(parts).extracting(DeltaSharingSplit::splitId).doesNotHaveDuplicates();
    long from = 0;
    for (DeltaSharingSplit part : parts) {
      FileSection section = part.files().get(0).section();
      assertThat(section.from()).isEqualTo(from);
      from = section.to();
    }
    assertThat(from).as("whatever the size, all of it is read").isEqualTo(Long.MAX_VALUE);
    assertThat(queue.poll(2).orElseThrow().splitId()).isEqualTo("s5-1");
    assertThat(queue.poll(2)).isEmpty();
  }

  @Test
  void cutsAFileForEachOfManyReadersButNotTooSmall() {
    DataFile large = new DataFile("large", 256L << 20, Map.of(), null);
    queue.append(SplitOrigin.snapshot(5, 0), 7, List.of(large), SplitOrigin.commit(6, 0));
    assertThat(queue.poll(MANY_READERS)).isPresent();
    assertThat(queue.returned()).hasSize(7);
  }

  @Test
  void knowsTheOldestTimeInWhatIsLeft() {
    files(timed(30), timed(10), timed(20));
    queue.expectNothing();
    assertThat(oldestAfterEachPoll()).containsExactly(10L, 10L, 20L, TableWatermark.NONE);
  }

  @Test
  void doesNotKnowItBeforeAFileWhoseTimesAreNotKnown() {
    files(timed(30), timed(null), timed(20));
    queue.expectNothing();
    assertThat(oldestAfterEachPoll())
        .containsExactly(TableWatermark.UNKNOWN, TableWatermark.UNKNOWN, 20L, TableWatermark.NONE);
  }

  @Test
  void countsFilesStillToBePlanned() {
    files(timed(30), timed(10), timed(20));
    assertThat(queue.oldest()).as("before planning has gone on").isEqualTo(TableWatermark.UNKNOWN);
    queue.expect(15L);
    assertThat(oldestAfterEachPoll()).containsExactly(10L, 10L, 15L, 15L);
  }

  @Test
  void countsWhatCameBack() {
    files(timed(30));
    queue.expectNothing();
    DeltaSharingSplit split = queue.poll(MANY_READERS).orElseThrow();
    assertThat(queue.oldest()).isEqualTo(TableWatermark.NONE);
    queue.giveBack(List.of(split));
    assertThat(queue.oldest()).isEqualTo(30);
  }

  private static DataFile timed(@Nullable Integer micros) {
    DataFile file = new DataFile("t" + micros, 1, Map.of(), null);
    return micros == null ? file : file.from(micros);
  }

  private void files(DataFile... files) {
    queue.append(SplitOrigin.commit(6, 0), 0, List.of(files), SplitOrigin.commit(7, 0));
  }

  private List<Long> oldestAfterEachPoll() {
    List<Long> oldest = new ArrayList<>(List.of(queue.oldest()));
    while (queue.poll(MANY_READERS).isPresent()) {
      oldest.add(queue.oldest());
    }
    return oldest;
  }

  private void snapshot(int files) {
    queue.append(
        SplitOrigin.snapshot(5, 0),
        Splits.TIMESTAMP,
        PlannedTable.files("s5", files),
        SplitOrigin.commit(6, 0));
  }

  private void commit(long version, int files) {
    Commit commit = PlannedTable.commit(version, files);
    queue.append(
        SplitOrigin.commit(version, 0),
        commit.timestamp(),
        commit.added(),
        SplitOrigin.commit(version + 1, 0));
  }

  private String nextAfterPoll() {
    queue.poll(MANY_READERS);
    return queue.next().id();
  }

  private List<String> drain() {
    List<String> ids = new ArrayList<>();
    for (Optional<DeltaSharingSplit> split = queue.poll(MANY_READERS);
        split.isPresent();
        split = queue.poll(MANY_READERS)) {
      ids.add(split.get().splitId());
    }
    return ids;
  }
}
