/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.jspecify.annotations.Nullable;

/** Makes predicates to tests of rows. What is not understood leaves all rows in. */
final class RowTests {
  /** More conditions on each row than that cost more than the rows that they would spare. */
  private static final int MOST_ALTERNATIVES = 16;

  private final Map<Column, FilteredColumn> columns;

  private RowTests(Map<Column, FilteredColumn> columns) {
    this.columns = columns;
  }

  static RowTest of(Predicate predicate, Map<Column, FilteredColumn> columns) {
    return new RowTests(columns).test(predicate);
  }

  private RowTest test(Predicate predicate) {
    if (predicate instanceof Predicate.And and) {
      return allOf(and.conditions());
    }
    if (predicate instanceof Predicate.Or or) {
      return or.conditions().size() > MOST_ALTERNATIVES
          ? RowTest.NONE
          : RowTest.anyOf(or.conditions().stream().map(this::test).toList());
    }
    FilteredColumn column = columns.get(predicate.columns().iterator().next());
    return column == null ? RowTest.NONE : test(predicate, column);
  }

  /** Ranges of the same column become one, so that its values are looked at once. */
  private RowTest allOf(List<Predicate> conditions) {
    List<RowTest> tests = new ArrayList<>();
    Map<FilteredColumn, Range> ranges = new LinkedHashMap<>();
    for (Predicate condition : conditions) {
      if (!(condition instanceof Predicate.Comparison comparison) || !narrow(ranges, comparison)) {
        tests.add(test(condition));
      }
    }
    ranges.forEach(
        (column, range) -> tests.add(RowTest.notNullAnd(column.ordinal(), within(column, range))));
    return RowTest.allOf(tests);
  }

  /** Makes a column's range smaller, unless that is not what the condition does. */
  private boolean narrow(Map<FilteredColumn, Range> ranges, Predicate.Comparison comparison) {
    FilteredColumn column = columns.get(comparison.column());
    if (column == null) {
      return false;
    }
    Optional<Range> range =
        range(column.type(), comparison.operator(), comparison.value()).filter(it -> !it.outside());
    range.ifPresent(it -> ranges.merge(column, it, Range::and));
    return range.isPresent();
  }

  private static RowTest test(Predicate predicate, FilteredColumn column) {
    int ordinal = column.ordinal();
    if (predicate instanceof Predicate.IsNull) {
      return RowTest.isNull(ordinal, true);
    }
    if (predicate instanceof Predicate.IsNotNull) {
      return RowTest.isNull(ordinal, false);
    }
    return values(predicate, column)
        .map(it -> RowTest.notNullAnd(ordinal, it))
        .orElse(RowTest.NONE);
  }

  /** What is wanted of values that are not null. */
  private static Optional<RowTest> values(Predicate predicate, FilteredColumn column) {
    if (predicate instanceof Predicate.Comparison comparison) {
      return comparison(column, comparison.operator(), comparison.value());
    }
    if (predicate instanceof Predicate.In in) {
      return oneOf(column, in.values());
    }
    if (predicate instanceof Predicate.StartsWith prefix) {
      return isText(column.type())
          ? Optional.of(BytesTests.startsWith(column.ordinal(), prefix.prefix()))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Optional<RowTest> oneOf(FilteredColumn column, List<Value> values) {
    if (values.size() > MOST_ALTERNATIVES) {
      return Optional.empty();
    }
    List<Optional<RowTest>> tests =
        values.stream().map(it -> comparison(column, Predicate.Operator.EQ, it)).toList();
    if (tests.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(RowTest.anyOf(tests.stream().flatMap(Optional::stream).toList()));
  }

  private static Optional<RowTest> comparison(
      FilteredColumn column, Predicate.Operator operator, Value value) {
    int ordinal = column.ordinal();
    LogicalType type = column.type();
    Optional<Range> range = range(type, operator, value);
    if (range.isPresent()) {
      return Optional.of(within(column, range.get()));
    }
    if (value instanceof Value.Real real && type.is(LogicalTypeRoot.DOUBLE)) {
      return Optional.of(NumberTests.doubles(ordinal, operator, real.value()));
    }
    if (value instanceof Value.Real real && type.is(LogicalTypeRoot.FLOAT)) {
      return Optional.of(NumberTests.floats(ordinal, operator, real.value()));
    }
    if (value instanceof Value.Exact exact && type.is(LogicalTypeRoot.DECIMAL)) {
      return Optional.of(DecimalTests.of(ordinal, (DecimalType) type, operator, exact.value()));
    }
    if (value instanceof Value.Text text && isText(type)) {
      return Optional.of(BytesTests.compared(ordinal, operator, text.utf8()));
    }
    if (value instanceof Value.Binary binary && isBinary(type)) {
      return Optional.of(BytesTests.compared(ordinal, operator, binary.octets()));
    }
    return Optional.empty();
  }

  private static Optional<Range> range(LogicalType type, Predicate.Operator operator, Value value) {
    if (value instanceof Value.Flag flag && type.is(LogicalTypeRoot.BOOLEAN)) {
      return Optional.of(Range.of(operator, flag.value() ? 1 : 0));
    }
    return value instanceof Value.Whole whole && unit(type) == whole.unit()
        ? Optional.of(Range.of(operator, whole.value()))
        : Optional.empty();
  }

  /** What whole numbers of a type count; null if its values are none. */
  private static Value.@Nullable Unit unit(LogicalType type) {
    return switch (type.getTypeRoot()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> Value.Unit.NUMBER;
      case DATE -> Value.Unit.DAYS;
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> Value.Unit.MICROS;
      default -> null;
    };
  }

  private static RowTest within(FilteredColumn column, Range range) {
    return switch (column.type().getTypeRoot()) {
      case BIGINT, TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          NumberTests.longs(column.ordinal(), range);
      default -> NumberTests.ints(column.ordinal(), range);
    };
  }

  private static boolean isText(LogicalType type) {
    return type.is(LogicalTypeRoot.VARCHAR) || type.is(LogicalTypeRoot.CHAR);
  }

  private static boolean isBinary(LogicalType type) {
    return type.is(LogicalTypeRoot.VARBINARY) || type.is(LogicalTypeRoot.BINARY);
  }
}
