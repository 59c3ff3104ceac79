/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What an append stream does with a commit that deletes rows or changes them. What only rearranges
 * data ({@code dataChange=false}: OPTIMIZE and its like) is passed over by every mode.
 */
public enum ChangeMode {
  /** Such a commit ends the read. */
  APPEND_ONLY {
    @Override
    public Optional<List<DataFile>> filesOf(Commit commit) {
      return commit.changesRows() ? Optional.empty() : Optional.of(commit.added());
    }
  },

  /** A commit that only deletes is passed over; one that changes rows ends the read. */
  IGNORE_DELETES {
    @Override
    public Optional<List<DataFile>> filesOf(Commit commit) {
      return commit.onlyDeletes() ? Optional.of(List.of()) : APPEND_ONLY.filesOf(commit);
    }
  },

  /** All that a commit adds is read: rows of rewritten files come again. */
  IGNORE_CHANGES {
    @Override
    public Optional<List<DataFile>> filesOf(Commit commit) {
      return Optional.of(commit.added());
    }
  },

  /** Such a commit is passed over whole, also the new rows in it. */
  SKIP_CHANGE_COMMITS {
    @Override
    public Optional<List<DataFile>> filesOf(Commit commit) {
      return Optional.of(commit.changesRows() ? List.of() : commit.added());
    }
  };

  /** Its name in SQL. */
  public static final String OPTION = "scan.change.mode";

  /** What is to be read of a commit; empty if the mode refuses it. */
  public abstract Optional<List<DataFile>> filesOf(Commit commit);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
