/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import java.io.Serializable;
import java.time.Instant;

/** Where a read ends; all but {@link Never} are inclusive. */
public sealed interface EndingPoint extends Serializable {

  /** The read goes on until the job is stopped. */
  record Never() implements EndingPoint {}

  /** With the snapshot that it began with: no changes are read. */
  record WithSnapshot() implements EndingPoint {}

  /** With the version that was the newest when the read began. */
  record AtLatest() implements EndingPoint {}

  /**
   * With a version.
   *
   * @param awaited whether to wait for it if it is not there yet
   */
  record AtVersion(long version, boolean awaited) implements EndingPoint {}

  /** With the last version that was committed until a moment, of those there were at the start. */
  record AtMoment(Instant moment) implements EndingPoint {}
}
