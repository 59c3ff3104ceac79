/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplitQueueTest {

  @Test
  void handsOutASnapshotAndThenItsCommitsInOrder() {
    SplitQueue queue = new SplitQueue(SplitOrigin.snapshot(5, 0), List.of());
    queue.append(PlannedTable.snapshot(5, 2));
    queue.append(PlannedTable.commit(6, 2));
    queue.append(PlannedTable.commit(7, 1));

    assertThat(queue.size()).isEqualTo(5);
    assertThat(drain(queue)).containsExactly("s5-0", "s5-1", "c6-0", "c6-1", "c7-0");
    assertThat(queue.size()).isZero();
  }

  @Test
  void saysWhatIsNextAfterEachSplit() {
    SplitQueue queue = new SplitQueue(SplitOrigin.snapshot(5, 0), List.of());
    queue.append(PlannedTable.snapshot(5, 2));
    queue.append(PlannedTable.commit(6, 1));

    assertThat(queue.next().id()).isEqualTo("s5-0");
    assertThat(nextAfterPoll(queue)).isEqualTo("s5-1");
    assertThat(nextAfterPoll(queue)).isEqualTo("c6-0");
    assertThat(nextAfterPoll(queue)).isEqualTo("c7-0");
  }

  @Test
  void goesOnInTheMidstOfASnapshot() {
    SplitQueue queue = new SplitQueue(SplitOrigin.snapshot(5, 2), List.of());
    queue.append(PlannedTable.snapshot(5, 4));
    queue.append(PlannedTable.commit(6, 1));
    assertThat(drain(queue)).containsExactly("s5-2", "s5-3", "c6-0");
  }

  @Test
  void goesOnInTheMidstOfACommit() {
    SplitQueue queue = new SplitQueue(SplitOrigin.commit(6, 2), List.of());
    queue.append(PlannedTable.commit(6, 4));
    queue.append(PlannedTable.commit(7, 3));
    assertThat(drain(queue)).containsExactly("c6-2", "c6-3", "c7-0", "c7-1", "c7-2");
  }

  @Test
  void passesOverVersionsWithoutFiles() {
    SplitQueue queue = new SplitQueue(SplitOrigin.snapshot(5, 0), List.of());
    queue.append(PlannedTable.snapshot(5, 0));
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(6, 0));
    queue.append(PlannedTable.commit(6, 0));
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(7, 0));
    queue.append(PlannedTable.commit(7, 1));
    queue.append(PlannedTable.commit(8, 0));
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(7, 0));
    assertThat(drain(queue)).containsExactly("c7-0");
    assertThat(queue.next()).isEqualTo(SplitOrigin.commit(8, 0));
  }

  @Test
  void handsOutFirstWhatCameBack() {
    SplitQueue queue = new SplitQueue(SplitOrigin.commit(6, 0), List.of(Splits.ofCommit(4, 1)));
    queue.append(PlannedTable.commit(6, 2));
    queue.poll();
    queue.poll();

    DeltaSharingSplit halfRead = Splits.ofCommit(6, 0).at(10);
    queue.giveBack(List.of(halfRead));
    assertThat(queue.returned()).containsExactly(halfRead);
    assertThat(queue.next().id()).isEqualTo("c6-1");
    assertThat(queue.size()).isEqualTo(2);

    assertThat(queue.poll()).contains(halfRead);
    assertThat(queue.next().id()).isEqualTo("c6-1");
    assertThat(drain(queue)).containsExactly("c6-1");
    assertThat(queue.returned()).isEmpty();
  }

  private static String nextAfterPoll(SplitQueue queue) {
    queue.poll();
    return queue.next().id();
  }

  private static List<String> drain(SplitQueue queue) {
    List<String> ids = new ArrayList<>();
    for (Optional<DeltaSharingSplit> split = queue.poll();
        split.isPresent();
        split = queue.poll()) {
      ids.add(split.get().splitId());
    }
    return ids;
  }
}
