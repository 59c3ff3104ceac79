/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;

/**
 * The columns in which data files keep what rows bring along when they are moved or updated. They
 * are no part of the table's schema, and files of rows that were never moved do not have them.
 *
 * @param rowId the physical name of that of ids
 * @param commitVersion the physical name of that of versions
 */
public record RowTrackingColumns(String rowId, String commitVersion) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private static final String ENABLED = "delta.enableRowTracking";
  private static final String ROW_ID = "delta.rowTracking.materializedRowIdColumnName";
  private static final String COMMIT_VERSION =
      "delta.rowTracking.materializedRowCommitVersionColumnName";

  /** None unless a table's properties say that row tracking is enabled, and the names. */
  public static Optional<RowTrackingColumns> of(Map<String, String> properties) {
    String rowId = properties.get(ROW_ID);
    String commitVersion = properties.get(COMMIT_VERSION);
    return rowId == null || commitVersion == null || !Boolean.parseBoolean(properties.get(ENABLED))
        ? Optional.empty()
        : Optional.of(new RowTrackingColumns(rowId, commitVersion));
  }
}
