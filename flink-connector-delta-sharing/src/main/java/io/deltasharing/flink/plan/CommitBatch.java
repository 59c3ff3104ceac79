/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;

/**
 * Commits that follow one another.
 *
 * @param more whether a limit ended them, and not the log
 */
public record CommitBatch(List<Commit> commits, boolean more) {

  public CommitBatch {
    commits = List.copyOf(commits);
  }
}
