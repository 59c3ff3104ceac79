/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

/** How far a reader is within a split. Changed by the thread that emits. */
public final class DeltaSharingSplitState {
  private final DeltaSharingSplit split;
  private long position;

  public DeltaSharingSplitState(DeltaSharingSplit split) {
    this.split = split;
    this.position = split.position();
  }

  /** Notes that all rows before a physical index have been emitted. */
  public void advanceTo(long nextPosition) {
    position = nextPosition;
  }

  public DeltaSharingSplit toSplit() {
    return split.at(position);
  }
}
