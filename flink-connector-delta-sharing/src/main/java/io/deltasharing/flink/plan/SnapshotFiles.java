/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a snapshot's files, in the order of their keys. Those that are left out are not among
 * them.
 *
 * @param files the first of those that remained
 * @param remaining how many remained, these included
 * @param remainingBytes how many bytes those have
 * @param earliestBehind the lowest time of those that remain behind this piece, in microseconds;
 *     null if that of one is not known
 * @param skipped those of all that remained, not only of this piece, which are left out
 */
public record SnapshotFiles(
    List<DataFile> files,
    long remaining,
    long remainingBytes,
    @Nullable Long earliestBehind,
    SkippedFiles skipped) {

  public SnapshotFiles {
    files = List.copyOf(files);
  }

  public SnapshotFiles(
      List<DataFile> files, long remaining, long remainingBytes, @Nullable Long earliestBehind) {
    this(files, remaining, remainingBytes, earliestBehind, SkippedFiles.NONE);
  }

  /** Whether there are no more behind these. */
  public boolean areLast() {
    return remaining == files.size();
  }
}
