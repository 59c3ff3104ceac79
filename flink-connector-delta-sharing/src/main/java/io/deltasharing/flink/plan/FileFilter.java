/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.deltasharing.flink.plan.FileFacts.Skip;
import io.deltasharing.flink.predicate.BoundsOf;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.ColumnBounds.Nulls;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Verdict;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges files of a table by the values of their partition and, where those leave it open, by their
 * statistics. Thread-safe.
 */
public final class FileFilter {
  private final Predicate predicate;
  private final FilterColumns columns;
  private final StatisticsColumns stated;

  private FileFilter(Predicate predicate, FilterColumns columns) {
    this.predicate = predicate;
    this.columns = columns;
    this.stated = columns.stated();
  }

  /**
   * A predicate on a table's files.
   *
   * @param predicate on columns by their logical names; of one that the table does not have nothing
   *     is known
   */
  public static FileFilter of(Predicate predicate, TableDefinition table) {
    Set<Column> wanted = predicate.columns();
    return new FileFilter(predicate, new FilterColumns(wanted, table));
  }

  /** How many rows of a file satisfy the predicate, as far as its partition tells. */
  public Verdict byPartition(Map<String, @Nullable String> partition) {
    return predicate.over(column -> ofPartition(column, partition));
  }

  boolean needsStatistics() {
    return columns.statedCount() > 0;
  }

  /**
   * Whether a file is left out.
   *
   * @param statistics as in the log; null if there are none
   */
  Skip skip(Map<String, @Nullable String> partition, @Nullable String statistics) {
    Verdict verdict = byPartition(partition);
    if (verdict == Verdict.NONE) {
      return Skip.BY_PARTITION;
    }
    if (verdict == Verdict.ALL || statistics == null || !needsStatistics()) {
      return Skip.NOT;
    }
    return predicate.over(bounds(partition, statistics)) == Verdict.NONE
        ? Skip.BY_STATISTICS
        : Skip.NOT;
  }

  private BoundsOf bounds(Map<String, @Nullable String> partition, String json) {
    FileStatistics statistics = FileStatistics.parse(json, stated, columns.statedCount());
    return column ->
        columns.find(column) instanceof FilterColumns.Found.Stated of
            ? ofStatistics(of, statistics)
            : ofPartition(column, partition);
  }

  private ColumnBounds ofPartition(Column column, Map<String, @Nullable String> partition) {
    return columns.find(column) instanceof FilterColumns.Found.Partition of
        ? PartitionBounds.of(of.type(), partition.get(of.physicalName()))
        : ColumnBounds.UNKNOWN;
  }

  /**
   * Rows that were deleted since are in the statistics still: bounds are bounds of what is left all
   * the same, and where no value or every value was null it still is.
   */
  private static ColumnBounds ofStatistics(
      FilterColumns.Found.Stated of, FileStatistics statistics) {
    int number = of.number();
    return new ColumnBounds(
        of.bounded() ? StatedValue.of(of.type(), statistics.lowest(number), false) : null,
        of.bounded() ? StatedValue.of(of.type(), statistics.highest(number), true) : null,
        nulls(statistics.nulls(number), statistics.rows()),
        // Some writers leave NaN out of both.
        of.type().equals(FloatType.FLOAT) || of.type().equals(DoubleType.DOUBLE));
  }

  @Override
  public String toString() {
    return predicate.toString();
  }

  private static Nulls nulls(@Nullable Long nulls, @Nullable Long rows) {
    if (nulls == null) {
      return Nulls.UNKNOWN;
    }
    if (nulls == 0) {
      return Nulls.NONE;
    }
    return nulls.equals(rows) ? Nulls.ALL : rows == null ? Nulls.UNKNOWN : Nulls.SOME;
  }
}
