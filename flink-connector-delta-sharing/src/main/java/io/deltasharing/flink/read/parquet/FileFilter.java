/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.BoundsOf;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Verdict;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.read.ReadFilter;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** A filter on the rows of one file: what it can tell of row groups, of pages, and of rows. */
final class FileFilter {
  private final Predicate predicate;
  private final Map<Column, FilteredColumn> columns;
  private final RowTest test;

  private FileFilter(Predicate predicate, Map<Column, FilteredColumn> columns) {
    this.predicate = predicate;
    this.columns = columns;
    this.test = RowTests.of(predicate, columns);
  }

  /**
   * The filter for a file.
   *
   * @param readers of the columns in their order
   */
  static FileFilter of(
      ReadFilter filter, List<ReadColumn> wanted, List<ColumnReader> readers, Footer footer) {
    Map<Column, FilteredColumn> columns = new HashMap<>();
    for (Column column : filter.predicate().columns()) {
      int ordinal = filter.ordinal(column);
      if (ordinal >= 0 && !isVariant(wanted.get(ordinal))) {
        columns.put(
            column, FilteredColumn.of(ordinal, wanted.get(ordinal), readers.get(ordinal), footer));
      }
    }
    return new FileFilter(filter.predicate(), columns);
  }

  /** Nothing can be told of them before they are whole. */
  private static boolean isVariant(ReadColumn column) {
    return column instanceof ReadColumn.InFile inFile && inFile.column().isVariant();
  }

  /** How many rows of a row group satisfy it, by the group's statistics. */
  Verdict over(RowGroup group) {
    return over(column -> column.boundsIn(group));
  }

  /** How many of some rows satisfy it, by what is known of them. */
  Verdict over(BoundsIn bounds) {
    BoundsOf byColumn =
        column -> {
          FilteredColumn filtered = columns.get(column);
          return filtered == null ? ColumnBounds.UNKNOWN : bounds.of(filtered);
        };
    return predicate.over(byColumn);
  }

  /** What is known of a column in some rows. */
  @FunctionalInterface
  interface BoundsIn {
    ColumnBounds of(FilteredColumn column);
  }

  /** The columns of which it can tell something. */
  List<FilteredColumn> columns() {
    return List.copyOf(columns.values());
  }

  boolean reads(int ordinal) {
    return columns.values().stream().anyMatch(it -> it.ordinal() == ordinal);
  }

  /**
   * Those rows of a batch that may satisfy it.
   *
   * @param decoded with the columns that {@link #reads} says
   * @param candidates those that are asked for; null for all
   * @return which, ascending; null for all
   */
  int @Nullable [] select(Columns decoded, int rows, int @Nullable [] candidates)
      throws IOException {
    boolean[] mask = new boolean[rows];
    if (candidates == null) {
      Arrays.fill(mask, true);
    } else {
      for (int candidate : candidates) {
        mask[candidate] = true;
      }
    }
    test.apply(decoded, rows, mask);
    int count = 0;
    for (boolean kept : mask) {
      count += kept ? 1 : 0;
    }
    if (count == rows) {
      return null;
    }
    return candidates != null && count == candidates.length ? candidates : places(mask, count);
  }

  private static int[] places(boolean[] mask, int count) {
    int[] places = new int[count];
    int next = 0;
    for (int i = 0; next < count; i++) {
      if (mask[i]) {
        places[next++] = i;
      }
    }
    return places;
  }
}
