/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;

/**
 * How much one look at the log takes up. A commit is never divided: the one that goes beyond bytes
 * or files is the last.
 *
 * @param versions so many at most
 * @param bytes of data files
 * @param files so many added files
 * @param lastVersion none after this one
 */
public record CommitLimits(int versions, long bytes, int files, long lastVersion) {

  public CommitLimits {
    if (versions < 1 || bytes < 1 || files < 1) {
      throw new IllegalArgumentException("at least one version, byte and file at a time");
    }
  }

  /** Whether nothing more is to be taken up after these. */
  boolean reachedBy(List<Commit> commits) {
    if (commits.isEmpty()) {
      return false;
    }
    return commits.size() >= versions
        || commits.stream().mapToLong(Commit::addedBytes).sum() >= bytes
        || commits.stream().mapToInt(it -> it.added().size()).sum() >= files
        || commits.get(commits.size() - 1).version() >= lastVersion;
  }
}
