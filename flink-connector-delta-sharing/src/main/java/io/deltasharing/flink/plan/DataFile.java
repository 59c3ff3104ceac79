/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

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
 * @param earliest the lowest value of the watermark's column in it, in microseconds since the
 *     epoch; null if there is no such column or the log does not say
 */
public record DataFile(
    String path,
    long size,
    Map<String, @Nullable String> partitionValues,
    @Nullable DeletionVector deletionVector,
    @Nullable Long earliest) {

  public DataFile(
      String path,
      long size,
      Map<String, @Nullable String> partitionValues,
      @Nullable DeletionVector deletionVector) {
    this(path, size, partitionValues, deletionVector, null);
  }

  /** The same with a lowest value of the watermark's column. */
  public DataFile from(long newEarliest) {
    return new DataFile(path, size, partitionValues, deletionVector, newEarliest);
  }

  public Optional<DeletionVector> deletionVectorIfAny() {
    return Optional.ofNullable(deletionVector);
  }

  /** Its place in a snapshot. */
  public FileKey key() {
    return new FileKey(path, deletionVector == null ? "" : deletionVector.id());
  }
}
