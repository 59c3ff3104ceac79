/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one version did to a table.
 *
 * @param timestamp when it was committed, in milliseconds since the epoch: the in-commit timestamp
 *     where there is one, else the time at which the store got the commit's file
 * @param operation as the writer calls it, such as {@code WRITE}; empty if it does not
 * @param added the files that bring data, in the order of the commit's lines
 * @param removed how many files were taken away along with their data
 * @param onlyDeletes whether rows were deleted and none can have been added: what is added are
 *     removed files with more rows deleted
 * @param definition the table's new definition if the commit has one
 * @param readerFeatures what the table asks of readers from now on, if the commit says so
 */
public record Commit(
    long version,
    long timestamp,
    String operation,
    List<DataFile> added,
    int removed,
    boolean onlyDeletes,
    @Nullable TableDefinition definition,
    @Nullable Set<String> readerFeatures) {

  public Commit {
    added = List.copyOf(added);
  }

  /** A commit that only adds files. */
  public static Commit append(long version, long timestamp, List<DataFile> added) {
    return new Commit(version, timestamp, "WRITE", added, 0, false, null, null);
  }

  /** Whether it takes rows away or changes them. */
  public boolean changesRows() {
    return removed > 0;
  }

  /** Those of the files that it adds which are not read. */
  public SkippedFiles skipped() {
    return SkippedFiles.of(added);
  }

  /** The bytes of the files that it adds. */
  public long addedBytes() {
    return added.stream().mapToLong(DataFile::size).sum();
  }
}
