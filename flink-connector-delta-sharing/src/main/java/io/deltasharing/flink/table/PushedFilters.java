/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.source.RowSelection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/**
 * What becomes of the conditions of a WHERE: those that the partition decides wholly are ours,
 * others are taken to read less and are left to Flink as well. A stream's are all left to Flink: it
 * may be run from a plan that was compiled when the table was partitioned in another way.
 */
final class PushedFilters {
  private final RowType columns;
  private final Set<String> partitionColumns;
  private final boolean batch;
  private final List<ResolvedExpression> accepted = new ArrayList<>();
  private final List<ResolvedExpression> remaining = new ArrayList<>();
  private final List<Predicate> wanted = new ArrayList<>();
  private final List<Predicate> exact = new ArrayList<>();

  /**
   * @param columns the table's, as they were declared
   * @param partitionColumns those of them that surely are partition columns
   */
  PushedFilters(
      RowType columns,
      Set<String> partitionColumns,
      boolean batch,
      List<ResolvedExpression> conditions) {
    this.columns = columns;
    this.partitionColumns = partitionColumns;
    this.batch = batch;
    FilterExpressions expressions = new FilterExpressions(columns);
    conditions.forEach(it -> push(it, expressions.convert(it)));
  }

  SupportsFilterPushDown.Result result() {
    return SupportsFilterPushDown.Result.of(accepted, remaining);
  }

  /** What was needed before, as far as it satisfies these as well. */
  RowSelection appliedTo(RowSelection before) {
    wanted.add(0, before.wanted());
    exact.add(0, before.exact());
    Predicate all = all(wanted);
    Set<RowType.RowField> fields = new LinkedHashSet<>(before.columns().getFields());
    all.columns().stream()
        .map(it -> columns.getFields().get(columns.getFieldIndex(it.top())))
        .forEach(fields::add);
    return new RowSelection(
        all,
        all(exact),
        new RowType(false, new ArrayList<>(fields)),
        before.joinedBy(),
        before.limit());
  }

  private static Predicate all(List<Predicate> conditions) {
    return Predicate.allOf(
        conditions.stream().filter(it -> !it.equals(Predicate.EVERYTHING)).toList());
  }

  private void push(ResolvedExpression condition, Optional<FilterExpressions.Converted> converted) {
    if (converted.isEmpty()) {
      remaining.add(condition);
      return;
    }
    accepted.add(condition);
    Predicate predicate = converted.get().predicate();
    wanted.add(predicate);
    boolean decided =
        converted.get().exact() && predicate.columns().stream().allMatch(this::isDecided);
    if (decided) {
      exact.add(predicate);
    }
    if (!decided || !batch) {
      remaining.add(condition);
    }
  }

  /** A real number's partition may be NaN or one of two zeros; Flink compares bytes in two ways. */
  private boolean isDecided(Column column) {
    return partitionColumns.contains(column.top())
        && !columns
            .getTypeAt(columns.getFieldIndex(column.top()))
            .isAnyOf(LogicalTypeFamily.APPROXIMATE_NUMERIC, LogicalTypeFamily.BINARY_STRING);
  }
}
