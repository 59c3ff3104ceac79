/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Predicate.Operator;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.ReadFilter;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted: those of which one column is in a range. Whoever reads more than that has
 * to leave the others out himself, as the operator behind a source would.
 */
final class WantedKeys {
  private final String column;
  private final int ordinal;
  private final long lowest;
  private final long highest;
  private final List<String> names;

  private WantedKeys(String column, long lowest, long highest, RowType columns) {
    this.column = column;
    this.ordinal = columns.getFieldIndex(column);
    this.lowest = lowest;
    this.highest = highest;
    this.names = columns.getFieldNames();
  }

  /**
   * One in a hundred of the values up to the largest, in the middle.
   *
   * @param columns that are read
   */
  static WantedKeys oneInHundred(String column, long largest, RowType columns) {
    return new WantedKeys(column, largest / 2, largest / 2 + largest / 100, columns);
  }

  /** In SQL. */
  String condition() {
    return column + " BETWEEN " + lowest + " AND " + highest;
  }

  /** As the connector hands it to its reader. */
  ReadFilter pushed() {
    Predicate range =
        Predicate.allOf(List.of(comparison(Operator.GE, lowest), comparison(Operator.LE, highest)));
    return new ReadFilter(range, names);
  }

  private Predicate comparison(Operator operator, long value) {
    return new Predicate.Comparison(
        Column.of(column), operator, new Value.Whole(Value.Unit.NUMBER, value));
  }

  private boolean has(RowData row) {
    if (row.isNullAt(ordinal)) {
      return false;
    }
    long key = row.getLong(ordinal);
    return key >= lowest && key <= highest;
  }

  /** Whether a row is wanted; null means all. */
  static boolean has(@Nullable WantedKeys wanted, RowData row) {
    return wanted == null || wanted.has(row);
  }
}
