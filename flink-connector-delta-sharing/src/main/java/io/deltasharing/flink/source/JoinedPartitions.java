/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.PartitionValues;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.table.connector.source.DynamicFilteringData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Files whose partition is among those that the other side of a join has. */
final class JoinedPartitions implements Predicate<DataFile> {
  private static final long MICROS_PER_MILLI = 1000;
  private static final int NANOS_PER_MICRO = 1000;

  private final DynamicFilteringData joined;
  private final PartitionValues partitions;

  /**
   * The files of a table.
   *
   * @param columns those that are joined by, in the order of the rows joined
   */
  JoinedPartitions(DynamicFilteringData joined, List<String> columns, TableDefinition table) {
    this.joined = joined;
    this.partitions = new PartitionValues(columns.stream().map(Column::of).toList(), table);
  }

  /** True as well where it cannot be told. */
  @Override
  public boolean test(DataFile file) {
    List<ColumnBounds> values = partitions.of(file);
    GenericRowData row = new GenericRowData(values.size());
    for (int i = 0; i < values.size(); i++) {
      Optional<Object> value = internal(joined.getRowType().getTypeAt(i), values.get(i).min());
      if (value.isEmpty()) {
        return true;
      }
      row.setField(i, value.get());
    }
    return joined.contains(row);
  }

  /** Empty for what is not known, for null, and for what is not compared as it is joined. */
  private static Optional<Object> internal(LogicalType type, @Nullable Value value) {
    if (value instanceof Value.Text text) {
      return Optional.of(StringData.fromBytes(text.utf8().bytes()));
    }
    if (value instanceof Value.Flag flag) {
      return Optional.of(flag.value());
    }
    if (value instanceof Value.Exact exact && type instanceof DecimalType decimal) {
      return Optional.ofNullable(
          DecimalData.fromBigDecimal(exact.value(), decimal.getPrecision(), decimal.getScale()));
    }
    return value instanceof Value.Whole whole ? internal(type, whole.value()) : Optional.empty();
  }

  private static Optional<Object> internal(LogicalType type, long value) {
    return switch (type.getTypeRoot()) {
      case TINYINT -> Optional.of((byte) value);
      case SMALLINT -> Optional.of((short) value);
      case INTEGER, DATE -> Optional.of((int) value);
      case BIGINT -> Optional.of(value);
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          Optional.of(
              TimestampData.fromEpochMillis(
                  Math.floorDiv(value, MICROS_PER_MILLI),
                  (int) Math.floorMod(value, MICROS_PER_MILLI) * NANOS_PER_MICRO));
      default -> Optional.empty();
    };
  }
}
