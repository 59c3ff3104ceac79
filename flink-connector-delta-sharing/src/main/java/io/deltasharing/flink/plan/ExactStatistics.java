/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.predicate.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a version has and between which values they lie, from the log alone, as long as the
 * log says so to the letter: no row was deleted within a file, statistics are whole, and they are
 * of a type that writers do not cut.
 */
public final class ExactStatistics {
  /** Decimals of more digits may have been through a double. */
  private static final int DIGITS_OF_DOUBLE = 15;

  /** 1582-10-15. */
  private static final long FIRST_GREGORIAN_DAY = -141_427;

  private final FilterColumns columns;
  private final StatisticsColumns stated;
  private final @Nullable FileFilter filter;
  private final Map<Column, Tally> tallies = new HashMap<>();
  private long rows;
  private boolean exact = true;

  /** What is known of a column. */
  private static final class Tally {
    private boolean bounded = true;
    private @Nullable Value lowest;
    private @Nullable Value highest;

    private void add(long values, @Nullable Value low, @Nullable Value high) {
      if (values == 0 && low == null && high == null) {
        return;
      }
      if (values == 0 || low == null || high == null || low.compare(high).orElse(1) > 0) {
        // Not known, or it contradicts itself.
        bounded = false;
        return;
      }
      lowest = lowest == null || low.compare(lowest).orElse(0) < 0 ? low : lowest;
      highest = highest == null || high.compare(highest).orElse(0) > 0 ? high : highest;
    }
  }

  /**
   * Nothing so far.
   *
   * @param wanted the columns whose values are compared
   * @param filter which files count; null for all
   */
  public ExactStatistics(
      Collection<Column> wanted, @Nullable FileFilter filter, TableDefinition table) {
    this.columns = new FilterColumns(wanted, table);
    this.stated = columns.stated();
    this.filter = filter;
    wanted.forEach(it -> tallies.put(it, new Tally()));
  }

  /** Whether all files so far said what was asked. */
  public boolean isExact() {
    return exact;
  }

  public long rows() {
    return rows;
  }

  /** Whether the lowest and the highest value are known; if there are none, that is known too. */
  public boolean isBounded(Column column) {
    return tally(column).bounded;
  }

  /** Null if there is no value. */
  public @Nullable Value lowest(Column column) {
    return tally(column).lowest;
  }

  /** Null if there is no value. */
  public @Nullable Value highest(Column column) {
    return tally(column).highest;
  }

  void add(DataFile file, @Nullable String json) {
    Verdict counts = filter == null ? Verdict.ALL : filter.byPartition(file.partitionValues());
    if (!exact || counts == Verdict.NONE) {
      return;
    }
    FileStatistics statistics = FileStatistics.parse(json, stated, columns.statedCount());
    Long rowsOfFile = statistics.rows();
    exact =
        counts == Verdict.ALL
            && file.deletionVector() == null
            && rowsOfFile != null
            && statistics.isTight();
    if (exact && rowsOfFile != null) {
      rows += rowsOfFile;
      tallies.forEach((column, tally) -> add(column, tally, file, statistics, rowsOfFile));
    }
  }

  private void add(
      Column column, Tally tally, DataFile file, FileStatistics statistics, long rowsOfFile) {
    FilterColumns.Found found = columns.find(column);
    if (found instanceof FilterColumns.Found.Partition of) {
      ColumnBounds bounds =
          PartitionBounds.of(of.type(), file.partitionValues().get(of.physicalName()));
      exact &= bounds.nulls() != ColumnBounds.Nulls.UNKNOWN;
      boolean isNull = bounds.nulls() == ColumnBounds.Nulls.ALL;
      tally.add(isNull ? 0 : rowsOfFile, bounded(of.type(), bounds.min()), bounds.max());
    } else if (found instanceof FilterColumns.Found.Stated of) {
      Long nulls = statistics.nulls(of.number());
      exact &= nulls != null && nulls <= rowsOfFile;
      tally.add(
          nulls == null ? rowsOfFile : rowsOfFile - nulls,
          bounded(of.type(), StatedValue.of(of.type(), statistics.lowest(of.number()), false)),
          bounded(of.type(), StatedValue.of(of.type(), statistics.highest(of.number()), true)));
    } else {
      exact = false;
    }
  }

  /** Null if writers cut such values, or if they are not in one order everywhere. */
  private static @Nullable Value bounded(DataType type, @Nullable Value value) {
    boolean whole =
        type.equals(LongType.LONG)
            || type.equals(IntegerType.INTEGER)
            || type.equals(ShortType.SHORT)
            || type.equals(ByteType.BYTE)
            || (type.equals(DateType.DATE) && !isOfTwoCalendars(value));
    return whole || isExact(type, value) ? value : null;
  }

  /** Old writers meant other days by such dates in files than in the log. */
  private static boolean isOfTwoCalendars(@Nullable Value value) {
    return value instanceof Value.Whole day && day.value() < FIRST_GREGORIAN_DAY;
  }

  /**
   * Of a decimal: what has more digits behind the point than the type has been through a double.
   */
  private static boolean isExact(DataType type, @Nullable Value value) {
    return type instanceof DecimalType decimal
        && decimal.getPrecision() <= DIGITS_OF_DOUBLE
        && value instanceof Value.Exact exact
        && exact.value().scale() <= decimal.getScale();
  }

  private Tally tally(Column column) {
    Tally tally = tallies.get(column);
    if (tally == null) {
      throw new IllegalArgumentException("nobody asked about " + column);
    }
    return tally;
  }
}
