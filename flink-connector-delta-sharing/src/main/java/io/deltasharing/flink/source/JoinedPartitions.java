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

  /**
   * Empty for what is not known, for null, and for what is not compared as it is joined: Flink may
   * pair a partition column with another column of the join.
   */
  private static Optional<Object> internal(LogicalType type, @Nullable Value value) {
    return switch (type.getTypeRoot()) {
      case CHAR, VARCHAR ->
          value instanceof Value.Text text
              ? Optional.of(StringData.fromBytes(text.utf8().bytes()))
              : Optional.empty();
      case BOOLEAN ->
          value instanceof Value.Flag flag ? Optional.of(flag.value()) : Optional.empty();
      case DECIMAL ->
          value instanceof Value.Exact exact
              ? decimal((DecimalType) type, exact)
              : Optional.empty();
      case TINYINT -> whole(value, Value.Unit.NUMBER).map(Long::byteValue);
      case SMALLINT -> whole(value, Value.Unit.NUMBER).map(Long::shortValue);
      case INTEGER -> whole(value, Value.Unit.NUMBER).map(Long::intValue);
      case BIGINT -> whole(value, Value.Unit.NUMBER).map(it -> it);
      case DATE -> whole(value, Value.Unit.DAYS).map(Long::intValue);
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          whole(value, Value.Unit.MICROS).map(JoinedPartitions::timestamp);
      default -> Optional.empty();
    };
  }

  private static Optional<Object> decimal(DecimalType type, Value.Exact value) {
    return Optional.ofNullable(
        DecimalData.fromBigDecimal(value.value(), type.getPrecision(), type.getScale()));
  }

  private static Optional<Long> whole(@Nullable Value value, Value.Unit unit) {
    return value instanceof Value.Whole whole && whole.unit() == unit
        ? Optional.of(whole.value())
        : Optional.empty();
  }

  private static TimestampData timestamp(long micros) {
    return TimestampData.fromEpochMillis(
        Math.floorDiv(micros, MICROS_PER_MILLI),
        (int) Math.floorMod(micros, MICROS_PER_MILLI) * NANOS_PER_MICRO);
  }
}
