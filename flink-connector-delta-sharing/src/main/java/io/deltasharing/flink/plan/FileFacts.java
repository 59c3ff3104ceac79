/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import org.jspecify.annotations.Nullable;

/**
 * What planning takes of a file's statistics. Readers do not get it.
 *
 * @param earliest the lowest value of the watermark's column in it, in microseconds since the
 *     epoch; null if there is no such column or the log does not say
 * @param rows how many it has, those that were deleted left out; null if nobody asks or the log
 *     does not say
 * @param skip whether it is left out
 */
public record FileFacts(@Nullable Long earliest, @Nullable Long rows, Skip skip) {
  public static final FileFacts NONE = new FileFacts(null, null, Skip.NOT);

  /** Whether a file is left out, and by what. */
  public enum Skip {
    NOT,
    /** Its partition's values do not satisfy the filter. */
    BY_PARTITION,
    /** None of its rows can satisfy the filter. */
    BY_STATISTICS
  }
}
