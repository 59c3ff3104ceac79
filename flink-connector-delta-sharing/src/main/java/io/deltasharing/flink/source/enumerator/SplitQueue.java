/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitOrigin;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Splits in the order in which they are handed out, and the place in the table's history up to
 * which they have been. Coordinator thread only.
 */
final class SplitQueue {
  private final Deque<DeltaSharingSplit> planned = new ArrayDeque<>();
  private final Deque<DeltaSharingSplit> returned = new ArrayDeque<>();
  private SplitOrigin next;

  /**
   * @param next the first place that is to be handed out
   */
  SplitQueue(SplitOrigin next, List<DeltaSharingSplit> returned) {
    this.next = next;
    this.returned.addAll(returned);
  }

  /** Appends a snapshot's files, without those before the place where this queue begins. */
  void append(TableSnapshot snapshot) {
    List<DataFile> files = snapshot.files();
    for (int i = firstIndex(snapshot.version()); i < files.size(); i++) {
      append(SplitOrigin.snapshot(snapshot.version(), i), files.get(i));
    }
    if (planned.isEmpty()) {
      next = SplitOrigin.commit(snapshot.version() + 1, 0);
    }
  }

  /** Appends a commit's files, without those before the place where this queue begins. */
  void append(Commit commit) {
    List<DataFile> files = commit.added();
    for (int i = firstIndex(commit.version()); i < files.size(); i++) {
      append(SplitOrigin.commit(commit.version(), i), files.get(i));
    }
    if (planned.isEmpty()) {
      next = SplitOrigin.commit(commit.version() + 1, 0);
    }
  }

  /** Takes back what a failed reader had; it goes out again first. */
  void giveBack(Collection<DeltaSharingSplit> splits) {
    returned.addAll(splits);
  }

  Optional<DeltaSharingSplit> poll() {
    DeltaSharingSplit again = returned.poll();
    if (again != null) {
      return Optional.of(again);
    }
    DeltaSharingSplit split = planned.poll();
    if (split == null) {
      return Optional.empty();
    }
    DeltaSharingSplit following = planned.peek();
    next =
        following == null
            ? SplitOrigin.commit(split.origin().version() + 1, 0)
            : following.origin();
    return Optional.of(split);
  }

  /** How many splits wait for a reader. */
  int size() {
    return planned.size() + returned.size();
  }

  /** The first place that has not been handed out. */
  SplitOrigin next() {
    return next;
  }

  List<DeltaSharingSplit> returned() {
    return List.copyOf(returned);
  }

  private int firstIndex(long version) {
    return planned.isEmpty() && next.version() == version ? next.index() : 0;
  }

  private void append(SplitOrigin origin, DataFile file) {
    planned.add(new DeltaSharingSplit(origin, file, 0));
  }
}
