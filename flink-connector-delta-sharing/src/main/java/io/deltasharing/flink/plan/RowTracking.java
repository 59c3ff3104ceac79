/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a log says of the ids of a file's rows. It holds for rows of which the file itself says
 * nothing.
 *
 * @param baseRowId the id of the file's first row
 * @param commitVersion the version that brought its rows, or changed them last
 */
public record RowTracking(long baseRowId, long commitVersion) {

  /** None unless the log says both, as it has to. */
  static Optional<RowTracking> of(@Nullable Long baseRowId, @Nullable Long commitVersion) {
    return baseRowId == null || commitVersion == null
        ? Optional.empty()
        : Optional.of(new RowTracking(baseRowId, commitVersion));
  }

  /**
   * The id of a row.
   *
   * @param index its physical index in the file
   * @throws ArithmeticException if the log's number leaves no room for it
   */
  public long idOf(long index) {
    return Math.addExact(baseRowId, index);
  }
}
