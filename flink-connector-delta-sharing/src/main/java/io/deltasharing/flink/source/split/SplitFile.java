/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * A data file and where it stands in the table's history.
 *
 * @param origin where it was planned; its version is that of the rows
 * @param timestamp when that version was committed, in milliseconds since the epoch
 * @param watermark no row of this file or of those planned behind it is older, in milliseconds
 *     since the epoch; null if that is not known or not asked for
 */
public record SplitFile(
    SplitOrigin origin, long timestamp, DataFile file, @Nullable Long watermark) {

  public SplitFile(SplitOrigin origin, long timestamp, DataFile file) {
    this(origin, timestamp, file, null);
  }

  public SplitFile withWatermark(@Nullable Long newWatermark) {
    return new SplitFile(origin, timestamp, file, newWatermark);
  }
}
