/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.ReadColumn;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A column that a filter is on.
 *
 * @param ordinal among the columns that are read
 * @param type in which it is read
 * @param constant what is known of it if it is the same in all rows of the file; null otherwise
 * @param leaf the column of the file, if it is neither nested nor constant; null otherwise
 * @param hasOrder whether the file says that its bounds are in the order of the type
 * @param calendar of the file
 */
record FilteredColumn(
    int ordinal,
    LogicalType type,
    @Nullable ColumnBounds constant,
    @Nullable SchemaNode leaf,
    boolean hasOrder,
    WritersCalendar calendar) {

  static FilteredColumn of(int ordinal, ReadColumn wanted, ColumnReader reader, Footer footer) {
    if (reader instanceof ConstantColumn constant) {
      return new FilteredColumn(
          ordinal, constant.type(), constant.bounds(), null, false, footer.calendar());
    }
    LogicalType type = ((ReadColumn.InFile) wanted).column().type();
    SchemaNode leaf = reader instanceof FlatColumn flat ? flat.leaf().leaf() : null;
    return new FilteredColumn(
        ordinal, type, null, leaf, leaf != null && footer.hasTypeOrder(leaf), footer.calendar());
  }

  /** What the statistics of a row group say. */
  ColumnBounds boundsIn(RowGroup group) {
    if (constant != null) {
      return constant;
    }
    if (leaf == null || leaf.column() >= group.getColumns().size()) {
      return ColumnBounds.UNKNOWN;
    }
    ColumnMetaData metaData = group.getColumns().get(leaf.column()).getMeta_data();
    Statistics statistics = metaData == null ? null : metaData.getStatistics();
    if (metaData == null || statistics == null) {
      return ColumnBounds.UNKNOWN;
    }
    return bounds(
        statistics.getMin_value(),
        statistics.getMax_value(),
        nulls(
            statistics.isSetNull_count() ? statistics.getNull_count() : -1,
            metaData.getNum_values()));
  }

  /**
   * What is known of values.
   *
   * @param min as it is stored; null if it is not
   * @param max as it is stored; null if it is not
   */
  ColumnBounds bounds(byte @Nullable [] min, byte @Nullable [] max, ColumnBounds.Nulls nulls) {
    // Floats are counted among numbers, and NaN in none of them.
    boolean mayHoldNaN = type.is(LogicalTypeRoot.FLOAT) || type.is(LogicalTypeRoot.DOUBLE);
    return new ColumnBounds(value(min), value(max), nulls, mayHoldNaN);
  }

  /**
   * How many of some values are null.
   *
   * @param count negative if it is not known
   */
  ColumnBounds.Nulls nulls(long count, long values) {
    if (leaf != null && leaf.definition() == 0) {
      return ColumnBounds.Nulls.NONE;
    }
    if (count < 0 || count > values) {
      return ColumnBounds.Nulls.UNKNOWN;
    }
    if (count == 0) {
      return ColumnBounds.Nulls.NONE;
    }
    return count == values ? ColumnBounds.Nulls.ALL : ColumnBounds.Nulls.SOME;
  }

  private @Nullable Value value(byte @Nullable [] stored) {
    SchemaNode node = leaf;
    if (stored == null || node == null || !hasOrder) {
      return null;
    }
    Optional<Value> value = new StoredValue(node, type, calendar).of(stored);
    return value.orElse(null);
  }

  /** The column readers whose pages have to be looked up for it. */
  List<SchemaNode> leaves() {
    return leaf == null ? List.of() : List.of(leaf);
  }
}
