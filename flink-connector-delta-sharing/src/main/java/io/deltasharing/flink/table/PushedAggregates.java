/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.plan.ExactStatistics;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * COUNT(*), MIN and MAX of a whole table, answered from its log. Not COUNT of a column: Flink
 * pushes COUNT of any expression as that of a column in it, as 1.20 does (FLINK-33691). A column
 * that is never null is counted as rows.
 *
 * @param type the one row that answers, as the planner wants it
 */
record PushedAggregates(List<Aggregate> aggregates, RowType type) {

  /** What is asked about one column, or about rows. */
  record Aggregate(Kind kind, @Nullable Column column) {}

  enum Kind {
    COUNT_ROWS,
    MIN,
    MAX
  }

  /** Empty if one of them is none of these. */
  static Optional<PushedAggregates> of(
      List<int[]> groupingSets, List<AggregateExpression> expressions, RowType type) {
    if (groupingSets.size() != 1 || groupingSets.get(0).length > 0) {
      return Optional.empty();
    }
    List<Aggregate> aggregates =
        expressions.stream().map(PushedAggregates::aggregate).flatMap(Optional::stream).toList();
    return aggregates.size() == expressions.size() && aggregates.size() == type.getFieldCount()
        ? Optional.of(new PushedAggregates(aggregates, type))
        : Optional.empty();
  }

  /** The planner's functions have classes of their own, which a connector does not see. */
  private static Optional<Aggregate> aggregate(AggregateExpression expression) {
    if (expression.isDistinct() || expression.getFilterExpression().isPresent()) {
      return Optional.empty();
    }
    String function = expression.getFunctionDefinition().getClass().getSimpleName();
    List<FieldReferenceExpression> operands = expression.getArgs();
    if (function.equals("Count1AggFunction") && operands.isEmpty()) {
      return Optional.of(new Aggregate(Kind.COUNT_ROWS, null));
    }
    if (operands.size() != 1) {
      return Optional.empty();
    }
    Column column = Column.of(operands.get(0).getName());
    if (function.endsWith("MinAggFunction")) {
      return Optional.of(new Aggregate(Kind.MIN, column));
    }
    return function.endsWith("MaxAggFunction")
        ? Optional.of(new Aggregate(Kind.MAX, column))
        : Optional.empty();
  }

  Set<Column> columns() {
    return aggregates.stream()
        .map(Aggregate::column)
        .filter(it -> it != null)
        .collect(Collectors.toSet());
  }

  /** The one row; empty if the log does not say. */
  Optional<RowData> answer(ExactStatistics statistics) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate aggregate = aggregates.get(i);
      Column column = aggregate.column();
      if (column == null) {
        values.add(statistics.rows());
      } else if (!statistics.isBounded(column)) {
        return Optional.empty();
      } else {
        Value bound =
            aggregate.kind() == Kind.MIN ? statistics.lowest(column) : statistics.highest(column);
        Optional<Object> value =
            bound == null ? Optional.empty() : internal(type.getTypeAt(i), bound);
        if (bound != null && value.isEmpty()) {
          return Optional.empty();
        }
        values.add(value.orElse(null));
      }
    }
    return Optional.of(GenericRowData.of(values.toArray()));
  }

  /** Empty for what the log has of another kind: of a column that is declared wider. */
  private static Optional<Object> internal(LogicalType type, Value value) {
    if (value instanceof Value.Exact decimal && type instanceof DecimalType of) {
      return Optional.ofNullable(
          DecimalData.fromBigDecimal(decimal.value(), of.getPrecision(), of.getScale()));
    }
    return value instanceof Value.Whole whole ? internal(type, whole) : Optional.empty();
  }

  private static Optional<Object> internal(LogicalType type, Value.Whole whole) {
    boolean days = whole.unit() == Value.Unit.DAYS;
    return switch (type.getTypeRoot()) {
      case TINYINT -> Optional.of((byte) whole.value());
      case SMALLINT -> Optional.of((short) whole.value());
      case INTEGER -> Optional.of((int) whole.value());
      case BIGINT -> Optional.of(whole.value());
      case DATE -> days ? Optional.of((int) whole.value()) : Optional.empty();
      default -> Optional.empty();
    };
  }
}
