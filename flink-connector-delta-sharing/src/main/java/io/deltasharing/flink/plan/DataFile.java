/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Parquet file of a table, as its log adds it.
 *
 * @param path relative to the table's root, or a whole location; decoded, not as it stands in the
 *     log
 * @param size in bytes
 * @param partitionValues by physical column name; a null value is a null partition
 * @param deletionVector null if no rows were deleted
 */
public record DataFile(
    String path,
    long size,
    Map<String, @Nullable String> partitionValues,
    @Nullable DeletionVector deletionVector) {

  /**
   * The order of a snapshot's files: it depends on what they are, never on how the log was
   * replayed.
   */
  public static final Comparator<DataFile> ORDER =
      Comparator.comparing(DataFile::path).thenComparing(DataFile::deletionVectorId);

  public Optional<DeletionVector> deletionVectorIfAny() {
    return Optional.ofNullable(deletionVector);
  }

  private String deletionVectorId() {
    return deletionVector == null ? "" : deletionVector.id();
  }
}
