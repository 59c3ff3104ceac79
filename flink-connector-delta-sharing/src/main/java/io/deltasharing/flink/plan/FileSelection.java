/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.plan.FileFacts.Skip;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a table are read, and what is read of their statistics meanwhile. Statistics are
 * looked at as their file streams by, and are not kept.
 *
 * @param earliest whose lowest times are read; null for none
 * @param filter leaves out files; null for none
 * @param limit so many rows are enough; null for all
 */
public record FileSelection(
    @Nullable EarliestTime earliest, @Nullable FileFilter filter, @Nullable Long limit) {
  /** Every file. */
  public static final FileSelection ALL = new FileSelection(null, null, null);

  private static final StatisticsColumns NO_COLUMNS = new StatisticsColumns();

  FileSelection unfiltered() {
    return new FileSelection(earliest, null, limit);
  }

  boolean needsStatistics() {
    return earliest != null || limit != null || (filter != null && filter.needsStatistics());
  }

  /**
   * A file with what is known of it.
   *
   * @param statistics as in the log; null if there are none, or they are not needed
   */
  DataFile judged(DataFile file, @Nullable String statistics) {
    return file.with(
        new FileFacts(
            earliest == null ? null : earliest.of(statistics, file.partitionValues()),
            limit == null ? null : rows(file, statistics),
            filter == null ? Skip.NOT : filter.skip(file.partitionValues(), statistics)));
  }

  private static @Nullable Long rows(DataFile file, @Nullable String statistics) {
    Long rows = FileStatistics.parse(statistics, NO_COLUMNS, 0).rows();
    DeletionVector vector = file.deletionVector();
    return rows == null || vector == null ? rows : (Long) (rows - vector.cardinality());
  }
}
