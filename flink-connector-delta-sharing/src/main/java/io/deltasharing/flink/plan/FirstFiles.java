/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Of files that come in any order, those with the lowest keys; no more are held in memory. */
final class FirstFiles {
  private static final Comparator<DataFile> ORDER = Comparator.comparing(DataFile::key);

  private final @Nullable FileKey after;
  private final int skip;
  private final int held;

  /** The highest key on top: it goes first. */
  private final PriorityQueue<DataFile> lowest = new PriorityQueue<>(ORDER.reversed());

  private long earliestBehind = Long.MAX_VALUE;
  private long remaining;
  private long remainingBytes;
  private SkippedFiles skipped = SkippedFiles.NONE;

  /**
   * @param after lower keys and this one are left out
   * @param skip so many of the lowest keys are left out as well
   */
  FirstFiles(@Nullable FileKey after, int skip, int most) {
    this.after = after;
    this.skip = skip;
    this.held = Math.addExact(skip, most);
  }

  /** Whether a file belongs to what was handed out already. */
  boolean isBefore(DataFile file) {
    return after != null && file.key().compareTo(after) <= 0;
  }

  /** Takes up a file that is not before these. */
  void accept(DataFile file) {
    if (file.isSkipped()) {
      skipped = skipped.with(file);
      return;
    }
    remaining++;
    remainingBytes += file.size();
    if (lowest.size() < held) {
      lowest.add(file);
    } else if (ORDER.compare(file, lowest.element()) < 0) {
      leaveBehind(lowest.remove());
      lowest.add(file);
    } else {
      leaveBehind(file);
    }
  }

  private void leaveBehind(DataFile file) {
    Long earliest = file.earliest();
    earliestBehind = Math.min(earliestBehind, earliest == null ? Long.MIN_VALUE : earliest);
  }

  /**
   * Those files that are enough.
   *
   * @param rows so many surely are; if the files behind are not needed for them, there are none
   */
  SnapshotFiles files(long rows) {
    SnapshotFiles all = files();
    long sure = 0;
    for (int i = 0; i < all.files().size(); i++) {
      Long more = all.files().get(i).facts().rows();
      sure += more == null ? 0 : more;
      if (sure >= rows) {
        List<DataFile> enough = all.files().subList(0, i + 1);
        long bytes = enough.stream().mapToLong(DataFile::size).sum();
        return new SnapshotFiles(enough, enough.size(), bytes, Long.MAX_VALUE, skipped);
      }
    }
    return all;
  }

  SnapshotFiles files() {
    List<DataFile> sorted = new ArrayList<>(lowest);
    sorted.sort(ORDER);
    List<DataFile> leftOut = sorted.subList(0, Math.min(skip, sorted.size()));
    return new SnapshotFiles(
        sorted.subList(leftOut.size(), sorted.size()),
        remaining - leftOut.size(),
        remainingBytes - leftOut.stream().mapToLong(DataFile::size).sum(),
        earliestBehind == Long.MIN_VALUE ? null : earliestBehind,
        skipped);
  }
}
