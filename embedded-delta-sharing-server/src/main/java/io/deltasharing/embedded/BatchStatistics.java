/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.statistics.DataFileStatistics;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StructType;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statistics of a data file, counted from the rows themselves. Kernel's own reader of Parquet
 * statistics needs the 30 MB of hadoop-client-runtime for one relocated collection class.
 */
final class BatchStatistics {

  /** Delta writers shorten longer texts; here they are left out, which is always true. */
  private static final int LONGEST_TEXT = 32;

  private final Map<Column, Literal> minimums = new HashMap<>();
  private final Map<Column, Literal> maximums = new HashMap<>();
  private final Map<Column, Long> nullCounts = new HashMap<>();

  private BatchStatistics() {}

  /**
   * Counts.
   *
   * @param columns the leaves to count, by their physical names
   */
  static DataFileStatistics of(RowBatch batch, List<Column> columns) {
    BatchStatistics statistics = new BatchStatistics();
    for (Column column : columns) {
      // With column mapping, Kernel names partition columns here that no data file has.
      if (batch.schema().indexOf(column.getNames()[0]) >= 0) {
        statistics.add(column, leaf(batch, column));
      }
    }
    return new DataFileStatistics(
        batch.size(),
        statistics.minimums,
        statistics.maximums,
        statistics.nullCounts,
        Optional.empty());
  }

  private static ValueVector leaf(RowBatch batch, Column column) {
    String[] names = column.getNames();
    ColumnVector vector = batch.getColumnVector(batch.getSchema().indexOf(names[0]));
    for (int i = 1; i < names.length; i++) {
      StructType struct = (StructType) vector.getDataType();
      vector = vector.getChild(struct.indexOf(names[i]));
    }
    return (ValueVector) vector;
  }

  private void add(Column column, ValueVector vector) {
    List<@Nullable Object> values = vector.values();
    nullCounts.put(column, values.stream().filter(Objects::isNull).count());
    List<Object> present =
        values.stream().filter(Objects::nonNull).map(Object.class::cast).toList();
    if (!present.isEmpty() && present.stream().allMatch(BatchStatistics::isBounded)) {
      DataType type = vector.type();
      minimums.put(column, FixtureValues.literal(type, present.stream().min(ORDER).orElseThrow()));
      maximums.put(column, FixtureValues.literal(type, present.stream().max(ORDER).orElseThrow()));
    }
  }

  /**
   * Whether a value lets its column have bounds: booleans, binaries and nested values have none.
   */
  private static boolean isBounded(Object value) {
    if (value instanceof String text) {
      return text.length() <= LONGEST_TEXT;
    }
    return value instanceof Number number && !Double.isNaN(number.doubleValue());
  }

  private static final Comparator<Object> ORDER = BatchStatistics::compare;

  /** Both are of the same column, and so of the same class. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Object a, Object b) {
    return a instanceof String text
        ? ObjectQuery.KEY_ORDER.compare(text, (String) b)
        : ((Comparable) a).compareTo(b);
  }
}
