/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.io.Serializable;
import java.time.Instant;

/** Where a read begins that has no state to go on from. */
public sealed interface StartingPoint extends Serializable {

  /** The newest version, whole, then what changes. */
  record LatestSnapshot() implements StartingPoint {}

  /** The oldest version that can be rebuilt, whole, then what changes. */
  record EarliestSnapshot() implements StartingPoint {}

  /** A version, whole, then what changes. */
  record SnapshotOfVersion(long version) implements StartingPoint {}

  /** The table as it was at a moment, whole, then what changes. */
  record SnapshotAsOf(Instant moment) implements StartingPoint {}

  /** What changes after the newest version. */
  record AfterLatest() implements StartingPoint {}

  /** The changes from a version on, its own included. */
  record FromVersion(long version) implements StartingPoint {}

  /** The changes from the first version on that was committed at a moment or later. */
  record FromMoment(Instant moment) implements StartingPoint {}
}
