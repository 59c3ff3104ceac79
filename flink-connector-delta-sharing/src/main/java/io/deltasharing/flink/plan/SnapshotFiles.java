/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a snapshot's files, in the order of their keys.
 *
 * @param files the first of those that remained
 * @param remaining how many remained, these included
 * @param remainingBytes how many bytes those have
 * @param earliestBehind the lowest time of those that remain behind this piece, in microseconds;
 *     null if that of one is not known
 */
public record SnapshotFiles(
    List<DataFile> files, long remaining, long remainingBytes, @Nullable Long earliestBehind) {

  public SnapshotFiles {
    files = List.copyOf(files);
  }

  /** Whether there are no more behind these. */
  public boolean areLast() {
    return remaining == files.size();
  }
}
