/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.PlanningException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Says what a commit did that a mode does not follow, and which modes would. */
final class RefusedChange {
  private RefusedChange() {}

  /**
   * @param table share.schema.table
   */
  static PlanningException by(Commit commit, ChangeMode mode, String table) {
    return new PlanningException(
        "Version "
            + commit.version()
            + " of "
            + table
            + (commit.onlyDeletes() ? " deletes rows" : " deletes or rewrites rows")
            + " ("
            + (commit.operation().isEmpty() ? "" : commit.operation() + ", ")
            + "files removed: "
            + commit.removed()
            + ", added: "
            + commit.added().size()
            + "), which '"
            + ChangeMode.OPTION
            + "' = '"
            + mode
            + "' does not pass over. All rows before that version have been emitted. To go on, set"
            + " the option to "
            + passing(commit)
            + " and resume the job from its last checkpoint; or start it without state, to read the"
            + " table from its newest version.");
  }

  private static String passing(Commit commit) {
    return Arrays.stream(ChangeMode.values())
        .filter(it -> it.filesOf(commit).isPresent())
        .map(it -> "'" + it + "'" + meaning(it))
        .collect(Collectors.joining(" or "));
  }

  private static String meaning(ChangeMode mode) {
    return switch (mode) {
      case APPEND_ONLY -> "";
      case IGNORE_DELETES -> " (rows deleted are not taken back)";
      case IGNORE_CHANGES -> " (rows of rewritten files come again)";
      case SKIP_CHANGE_COMMITS -> " (new rows of such a version are lost)";
    };
  }
}
