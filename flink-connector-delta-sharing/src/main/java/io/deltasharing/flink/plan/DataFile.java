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
 * @param facts what planning knows of it
 * @param rowTracking the numbers of its rows; null if the log has none
 */
public record DataFile(
    String path,
    long size,
    Map<String, @Nullable String> partitionValues,
    @Nullable DeletionVector deletionVector,
    FileFacts facts,
    @Nullable RowTracking rowTracking) {

  public DataFile(
      String path,
      long size,
      Map<String, @Nullable String> partitionValues,
      @Nullable DeletionVector deletionVector) {
    this(path, size, partitionValues, deletionVector, null);
  }

  public DataFile(
      String path,
      long size,
      Map<String, @Nullable String> partitionValues,
      @Nullable DeletionVector deletionVector,
      @Nullable RowTracking rowTracking) {
    this(path, size, partitionValues, deletionVector, FileFacts.NONE, rowTracking);
  }

  /** The same with a lowest value of the watermark's column. */
  public DataFile from(long newEarliest) {
    return with(new FileFacts(newEarliest, facts.rows(), facts.skip()));
  }

  /** The same with other facts. */
  public DataFile with(FileFacts newFacts) {
    return new DataFile(path, size, partitionValues, deletionVector, newFacts, rowTracking);
  }

  /** The same with other numbers of its rows. */
  public DataFile with(@Nullable RowTracking newTracking) {
    return new DataFile(path, size, partitionValues, deletionVector, facts, newTracking);
  }

  /** The lowest value of the watermark's column in it, as in {@link FileFacts}. */
  public @Nullable Long earliest() {
    return facts.earliest();
  }

  /** Whether it is not read. */
  public boolean isSkipped() {
    return facts.skip() != FileFacts.Skip.NOT;
  }

  public Optional<DeletionVector> deletionVectorIfAny() {
    return Optional.ofNullable(deletionVector);
  }

  public Optional<RowTracking> rowTrackingIfAny() {
    return Optional.ofNullable(rowTracking);
  }

  /** Its place in a snapshot. */
  public FileKey key() {
    return new FileKey(path, deletionVector == null ? "" : deletionVector.id());
  }
}
