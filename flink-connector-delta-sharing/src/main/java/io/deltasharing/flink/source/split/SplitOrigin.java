/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

/**
 * A place in a table's history: the index-th file of a snapshot, or the index-th file added by a
 * commit.
 *
 * @param phase which of the two
 * @param version the snapshot's or the commit's
 * @param index among the snapshot's files in their order, or among the commit's added files in the
 *     order of its lines
 */
public record SplitOrigin(Phase phase, long version, int index) {

  /** The two ways in which files are found. */
  public enum Phase {
    SNAPSHOT("s"),
    COMMIT("c");

    private final String letter;

    Phase(String letter) {
      this.letter = letter;
    }
  }

  public static SplitOrigin snapshot(long version, int index) {
    return new SplitOrigin(Phase.SNAPSHOT, version, index);
  }

  public static SplitOrigin commit(long version, int index) {
    return new SplitOrigin(Phase.COMMIT, version, index);
  }

  /** So many files further. */
  public SplitOrigin plus(int files) {
    return new SplitOrigin(phase, version, Math.addExact(index, files));
  }

  public String id() {
    return phase.letter + version + "-" + index;
  }
}
