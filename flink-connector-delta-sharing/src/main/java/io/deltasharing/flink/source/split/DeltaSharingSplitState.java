/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

/** How far a reader is within a split. Changed by the thread that emits. */
public final class DeltaSharingSplitState {
  private final DeltaSharingSplit split;
  private int finishedFiles;
  private long position;

  public DeltaSharingSplitState(DeltaSharingSplit split) {
    this.split = split;
    this.position = split.position();
  }

  /**
   * Notes that all rows before a physical index of a file have been emitted, and all of the files
   * before it.
   *
   * @param file its index among the split's files
   */
  public void advanceTo(int file, long nextPosition) {
    finishedFiles = file;
    position = nextPosition;
  }

  public DeltaSharingSplit toSplit() {
    return split.at(finishedFiles, position);
  }
}
