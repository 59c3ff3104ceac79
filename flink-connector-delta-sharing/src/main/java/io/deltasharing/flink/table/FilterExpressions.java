/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.AND;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.BETWEEN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_FALSE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NOT_FALSE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NOT_NULL;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NOT_TRUE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_NULL;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.IS_TRUE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.LIKE;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.NOT;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.NOT_BETWEEN;
import static org.apache.flink.table.functions.BuiltInFunctionDefinitions.OR;

import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Predicate.Operator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.RowType;

/**
 * Flink's conditions as predicates of ours, which every row satisfies that satisfies the condition.
 * What cannot be said so is left out where that only lets more rows through, else the whole
 * condition is.
 *
 * <p>A negated condition is satisfied where the condition is false, not where it is unknown. It is
 * turned inward: that is exact in three-valued logic, but not for the order of numbers that may be
 * NaN.
 */
final class FilterExpressions {
  private final ColumnConditions columns;

  /**
   * A predicate.
   *
   * @param exact whether only those rows satisfy it that satisfy the condition
   */
  record Converted(Predicate predicate, boolean exact) {
    static Converted exactly(Predicate predicate) {
      return new Converted(predicate, true);
    }
  }

  /**
   * @param columns those that conditions may be on
   */
  FilterExpressions(RowType columns) {
    this.columns = new ColumnConditions(columns);
  }

  Optional<Converted> convert(ResolvedExpression condition) {
    return convert(condition, false);
  }

  private Optional<Converted> convert(ResolvedExpression condition, boolean negated) {
    if (ColumnConditions.isReference(condition)) {
      return columns.flag(condition, !negated).map(Converted::exactly);
    }
    if (!(condition instanceof CallExpression call)) {
      return Optional.empty();
    }
    FunctionDefinition function = call.getFunctionDefinition();
    if (function == NOT) {
      return convert(call.getResolvedChildren().get(0), !negated);
    }
    if (function == AND || function == OR) {
      List<ResolvedExpression> conditions = conditions(call, function);
      return (function == AND) == negated ? anyOf(conditions, negated) : allOf(conditions, negated);
    }
    return truth(call, negated).or(() -> column(call, negated).map(Converted::exactly));
  }

  /** What is left out lets more rows through. */
  private Optional<Converted> allOf(List<ResolvedExpression> conditions, boolean negated) {
    List<Predicate> predicates = new ArrayList<>();
    boolean exact = true;
    for (ResolvedExpression condition : conditions) {
      Optional<Converted> converted = convert(condition, negated);
      converted.ifPresent(it -> predicates.add(it.predicate()));
      exact &= converted.isPresent() && converted.get().exact();
    }
    return predicates.isEmpty()
        ? Optional.empty()
        : Optional.of(new Converted(Predicate.allOf(predicates), exact));
  }

  private Optional<Converted> anyOf(List<ResolvedExpression> conditions, boolean negated) {
    List<Predicate> predicates = new ArrayList<>();
    boolean exact = true;
    for (ResolvedExpression condition : conditions) {
      Optional<Converted> converted = convert(condition, negated);
      if (converted.isEmpty()) {
        return Optional.empty();
      }
      predicates.add(converted.get().predicate());
      exact &= converted.get().exact();
    }
    return Optional.of(new Converted(Alternatives.of(predicates), exact));
  }

  /** A chain of thousands leans to one side: it is not followed by recursion. */
  private static List<ResolvedExpression> conditions(
      CallExpression call, FunctionDefinition function) {
    List<ResolvedExpression> conditions = new ArrayList<>();
    Deque<ResolvedExpression> open = new ArrayDeque<>(List.of(call));
    while (!open.isEmpty()) {
      ResolvedExpression next = open.pop();
      if (next instanceof CallExpression inner && inner.getFunctionDefinition() == function) {
        List<ResolvedExpression> children = new ArrayList<>(inner.getResolvedChildren());
        Collections.reverse(children);
        children.forEach(open::push);
      } else {
        conditions.add(next);
      }
    }
    return conditions;
  }

  /** {@code IS [NOT] TRUE} and the like: those are never unknown themselves. */
  private Optional<Converted> truth(CallExpression call, boolean negated) {
    FunctionDefinition function = call.getFunctionDefinition();
    if (function != IS_TRUE
        && function != IS_FALSE
        && function != IS_NOT_TRUE
        && function != IS_NOT_FALSE) {
      return Optional.empty();
    }
    ResolvedExpression condition = call.getResolvedChildren().get(0);
    boolean isFalse = function == IS_FALSE || function == IS_NOT_FALSE;
    boolean not = (function == IS_NOT_TRUE || function == IS_NOT_FALSE) != negated;
    if (!not) {
      return convert(condition, isFalse);
    }
    return ColumnConditions.isReference(condition)
        ? columns.flagOrNull(condition, isFalse).map(Converted::exactly)
        : Optional.empty();
  }

  private Optional<Predicate> column(CallExpression call, boolean negated) {
    FunctionDefinition function = call.getFunctionDefinition();
    List<ResolvedExpression> operands = call.getResolvedChildren();
    if (function == IS_NULL || function == IS_NOT_NULL) {
      return columns.isNull(operands.get(0), (function == IS_NULL) != negated);
    }
    if (function == BETWEEN || function == NOT_BETWEEN) {
      return columns.between(
          operands.get(0), operands.get(1), operands.get(2), (function == NOT_BETWEEN) != negated);
    }
    if (function == IN) {
      return columns.in(operands.get(0), operands.subList(1, operands.size()), negated);
    }
    if (function == LIKE && operands.size() == 2) {
      return columns.like(operands.get(0), operands.get(1), negated);
    }
    Operator operator = ColumnConditions.OPERATORS.get(function);
    return operator == null
        ? Optional.empty()
        : columns.compared(operands.get(0), operator, operands.get(1), negated);
  }
}
