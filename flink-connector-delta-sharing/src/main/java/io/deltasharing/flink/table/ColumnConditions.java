/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Predicate.Operator;
import io.deltasharing.flink.predicate.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.NestedFieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;

/** Conditions on one column each, compared with literals. Empty is what cannot be said exactly. */
final class ColumnConditions {
  static final Map<FunctionDefinition, Operator> OPERATORS =
      Map.of(
          BuiltInFunctionDefinitions.EQUALS, Operator.EQ,
          BuiltInFunctionDefinitions.NOT_EQUALS, Operator.NE,
          BuiltInFunctionDefinitions.LESS_THAN, Operator.LT,
          BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, Operator.LE,
          BuiltInFunctionDefinitions.GREATER_THAN, Operator.GT,
          BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, Operator.GE);

  private static final char ANY = '%';

  private final RowType columns;

  /**
   * @param columns those that conditions may be on; others, such as those of metadata, are not
   *     known
   */
  ColumnConditions(RowType columns) {
    this.columns = columns;
  }

  /** A column, by its declared type. */
  private record Found(Column column, LogicalType type) {}

  /** Whether an expression is a column, or a field within one, that itself is true or false. */
  static boolean isReference(ResolvedExpression expression) {
    return expression instanceof FieldReferenceExpression
        || expression instanceof NestedFieldReferenceExpression;
  }

  Optional<Predicate> flag(ResolvedExpression field, boolean value) {
    return find(field)
        .filter(it -> it.type().is(LogicalTypeRoot.BOOLEAN))
        .map(it -> new Predicate.Comparison(it.column(), Operator.EQ, new Value.Flag(value)));
  }

  Optional<Predicate> flagOrNull(ResolvedExpression field, boolean value) {
    return flag(field, value)
        .flatMap(
            flag -> isNull(field, true).map(isNull -> new Predicate.Or(List.of(flag, isNull))));
  }

  Optional<Predicate> isNull(ResolvedExpression operand, boolean isNull) {
    return find(operand)
        .map(
            it ->
                isNull ? new Predicate.IsNull(it.column()) : new Predicate.IsNotNull(it.column()));
  }

  Optional<Predicate> compared(
      ResolvedExpression left, Operator operator, ResolvedExpression right, boolean negated) {
    return find(left)
        .flatMap(it -> compared(it, operator, right, negated))
        .or(() -> find(right).flatMap(it -> compared(it, operator.mirrored(), left, negated)));
  }

  Optional<Predicate> between(
      ResolvedExpression operand, ResolvedExpression low, ResolvedExpression high, boolean not) {
    Optional<Predicate> above = compared(operand, Operator.GE, low, not);
    Optional<Predicate> below = compared(operand, Operator.LE, high, not);
    if (above.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    List<Predicate> both = List.of(above.get(), below.get());
    return Optional.of(not ? Predicate.anyOf(both) : Predicate.allOf(both));
  }

  Optional<Predicate> in(
      ResolvedExpression operand, List<ResolvedExpression> values, boolean negated) {
    List<Predicate> each = new ArrayList<>();
    for (ResolvedExpression value : values) {
      Optional<Predicate> one = compared(operand, Operator.EQ, value, negated);
      if (one.isEmpty()) {
        return Optional.empty();
      }
      each.add(one.get());
    }
    return Optional.of(negated ? Predicate.allOf(each) : Alternatives.of(each));
  }

  /** A text, or what begins with one. */
  Optional<Predicate> like(
      ResolvedExpression operand, ResolvedExpression pattern, boolean negated) {
    Optional<Found> found = find(operand).filter(it -> it.type().is(LogicalTypeRoot.VARCHAR));
    String text =
        pattern instanceof ValueLiteralExpression literal
            ? literal.getValueAs(String.class).orElse("_")
            : "_";
    // A backslash escapes in some versions of Flink and not in others.
    if (found.isEmpty() || text.indexOf('_') >= 0 || text.indexOf('\\') >= 0) {
      return Optional.empty();
    }
    Column column = found.get().column();
    int wildcard = text.indexOf(ANY);
    if (wildcard < 0) {
      return Optional.of(
          new Predicate.Comparison(
              column, negated ? Operator.NE : Operator.EQ, Value.Text.of(text)));
    }
    return negated || wildcard < text.length() - 1
        ? Optional.empty()
        : Optional.of(new Predicate.StartsWith(column, Octets.of(text.substring(0, wildcard))));
  }

  private static Optional<Predicate> compared(
      Found found, Operator operator, ResolvedExpression literal, boolean negated) {
    boolean real = found.type().is(LogicalTypeFamily.APPROXIMATE_NUMERIC);
    if (real && negated && operator != Operator.NE) {
      // NaN is neither less nor not less.
      return Optional.empty();
    }
    Operator actual = negated ? operator.negated() : operator;
    if ((real || found.type().is(LogicalTypeRoot.VARBINARY)) && actual == Operator.NE) {
      // Flink looks up lists in a way that tells the two zeros apart, and equal bytes too.
      return Optional.empty();
    }
    return LiteralValue.of(found.type(), literal)
        .filter(it -> isOrdered(it) || actual == Operator.EQ || actual == Operator.NE)
        .map(it -> new Predicate.Comparison(found.column(), actual, it));
  }

  /**
   * Whether Flink orders a literal and any value in one way. It orders texts by their UTF-8, or by
   * their UTF-16 if something made a Java string of both before; the two differ where a text has a
   * surrogate and the other what lies above those.
   */
  private static boolean isOrdered(Value literal) {
    return !(literal instanceof Value.Text text)
        || text.utf8().toString().chars().allMatch(it -> it < Character.MIN_SURROGATE);
  }

  private Optional<Found> find(ResolvedExpression operand) {
    if (operand instanceof FieldReferenceExpression field) {
      return find(List.of(field.getName()));
    }
    if (operand instanceof NestedFieldReferenceExpression field) {
      return find(List.of(field.getFieldNames()));
    }
    return operand instanceof CallExpression call
            && call.getFunctionDefinition() == BuiltInFunctionDefinitions.CAST
            && call.getOutputDataType().getLogicalType().is(LogicalTypeRoot.BIGINT)
        ? find(call.getResolvedChildren().get(0))
            .filter(it -> it.type().is(LogicalTypeFamily.INTEGER_NUMERIC))
        : Optional.empty();
  }

  private Optional<Found> find(List<String> path) {
    LogicalType type = columns;
    for (String name : path) {
      int index = type instanceof RowType row ? row.getFieldIndex(name) : -1;
      if (index < 0) {
        return Optional.empty();
      }
      type = type.getChildren().get(index);
    }
    return Optional.of(new Found(new Column(path), type));
  }
}
