/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;

/**
 * A data file, or a part of one, and where it stands in the table's history.
 *
 * @param origin where it was planned; its version is that of the rows
 * @param timestamp when that version was committed, in milliseconds since the epoch
 * @param section the part that is read
 */
public record SplitFile(SplitOrigin origin, long timestamp, DataFile file, FileSection section) {

  /** A whole file. */
  public SplitFile(SplitOrigin origin, long timestamp, DataFile file) {
    this(origin, timestamp, file, FileSection.WHOLE);
  }

  public String id() {
    return section.isWhole() ? origin.id() : origin.id() + "@" + section.from();
  }
}
