/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.ArrayList;
import java.util.List;

/**
 * Which splits were assigned since which checkpoint, as Flink's coordinator keeps it: what a failed
 * reader got since the checkpoint that it restarts from comes back to the enumerator.
 */
final class AssignedSplits {
  private record Assigned(long begunCheckpoints, int subtask, DeltaSharingSplit split) {}

  private final List<Assigned> splits = new ArrayList<>();
  private long begun;

  /**
   * @param begun the last checkpoint that was begun before
   */
  AssignedSplits(long begun) {
    this.begun = begun;
  }

  void record(int subtask, DeltaSharingSplit split) {
    splits.add(new Assigned(begun, subtask, split));
  }

  /** Notes that the coordinator's part of a checkpoint was taken. */
  void checkpointed(long id) {
    begun = id;
  }

  /** Forgets, and returns, what a subtask got since the coordinator's part of a checkpoint. */
  List<DeltaSharingSplit> takeBack(int subtask, long checkpoint) {
    List<Assigned> back =
        splits.stream()
            .filter(it -> it.subtask == subtask && it.begunCheckpoints >= checkpoint)
            .toList();
    splits.removeAll(back);
    return back.stream().map(Assigned::split).toList();
  }
}
