/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.io.Serial;
import java.io.Serializable;

/** Which part of a table's history is read. */
public record ReadWindow(StartingPoint start, EndingPoint end) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** The newest version, and no more. */
  public static final ReadWindow LATEST_SNAPSHOT =
      new ReadWindow(new StartingPoint.LatestSnapshot(), new EndingPoint.WithSnapshot());

  /** The newest version and all that follow. */
  public static final ReadWindow LATEST_FULL =
      new ReadWindow(new StartingPoint.LatestSnapshot(), new EndingPoint.Never());

  public ReadWindow {
    if (start instanceof StartingPoint.LatestSnapshot && end instanceof EndingPoint.AtLatest) {
      // The same, without asking twice what the newest is.
      end = new EndingPoint.WithSnapshot();
    }
  }

  /** Whether it begins with a snapshot that need not have the newest columns. */
  public boolean isOfThePast() {
    return start instanceof StartingPoint.SnapshotOfVersion
        || start instanceof StartingPoint.SnapshotAsOf
        || start instanceof StartingPoint.EarliestSnapshot;
  }

  public boolean isBounded() {
    return !(end instanceof EndingPoint.Never);
  }
}
