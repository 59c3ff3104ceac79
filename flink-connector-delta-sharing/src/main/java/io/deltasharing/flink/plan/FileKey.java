/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Comparator;

/**
 * What makes a file of a snapshot itself, and its place among the others: the order depends on what
 * the files are, never on how the log was replayed.
 *
 * @param path as in {@link DataFile}
 * @param deletionVectorId empty if no rows were deleted
 */
public record FileKey(String path, String deletionVectorId) implements Comparable<FileKey> {
  private static final Comparator<FileKey> ORDER =
      Comparator.comparing(FileKey::path).thenComparing(FileKey::deletionVectorId);

  @Override
  public int compareTo(FileKey other) {
    return ORDER.compare(this, other);
  }
}
