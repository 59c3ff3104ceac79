/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

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
      return RowTest.allOf(and.conditions().stream().map(this::test).toList());
    }
    if (predicate instanceof Predicate.Or or) {
      return or.conditions().size() > MOST_ALTERNATIVES
          ? RowTest.NONE
          : RowTest.anyOf(or.conditions().stream().map(this::test).toList());
    }
    FilteredColumn column = columns.get(predicate.columns().iterator().next());
    return column == null ? RowTest.NONE : test(predicate, column);
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
    if (value instanceof Value.Flag flag && type.is(LogicalTypeRoot.BOOLEAN)) {
      return Optional.of(NumberTests.ints(ordinal, Range.of(operator, flag.value() ? 1 : 0)));
    }
    if (value instanceof Value.Whole whole) {
      return whole(ordinal, type, operator, whole);
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

  private static Optional<RowTest> whole(
      int ordinal, LogicalType type, Predicate.Operator operator, Value.Whole whole) {
    Range range = Range.of(operator, whole.value());
    return switch (type.getTypeRoot()) {
      case TINYINT, SMALLINT, INTEGER ->
          whole.unit() == Value.Unit.NUMBER
              ? Optional.of(NumberTests.ints(ordinal, range))
              : Optional.empty();
      case DATE ->
          whole.unit() == Value.Unit.DAYS
              ? Optional.of(NumberTests.ints(ordinal, range))
              : Optional.empty();
      case BIGINT ->
          whole.unit() == Value.Unit.NUMBER
              ? Optional.of(NumberTests.longs(ordinal, range))
              : Optional.empty();
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          whole.unit() == Value.Unit.MICROS
              ? Optional.of(NumberTests.longs(ordinal, range))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean isText(LogicalType type) {
    return type.is(LogicalTypeRoot.VARCHAR) || type.is(LogicalTypeRoot.CHAR);
  }

  private static boolean isBinary(LogicalType type) {
    return type.is(LogicalTypeRoot.VARBINARY) || type.is(LogicalTypeRoot.BINARY);
  }
}
