/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition on rows. It is satisfied where Flink SQL's WHERE keeps the row:
 *
 * <ul>
 *   <li>A comparison with null is not satisfied, not even {@code <>}.
 *   <li>NaN satisfies {@code <>} and no other comparison, not even {@code =} with itself. {@code
 *       -0.0} equals {@code 0.0}.
 *   <li>Texts are compared by the unsigned bytes of their UTF-8, all of them: no blank is ignored.
 * </ul>
 */
public sealed interface Predicate extends Serializable {
  /** Satisfied by every row. */
  Predicate EVERYTHING = new And(List.of());

  /** Satisfied by no row. */
  Predicate NOTHING = new Or(List.of());

  /** How many rows satisfy it, by what is known of the rows' columns. Never wrong, may be SOME. */
  Verdict over(BoundsOf bounds);

  /** Those that it compares. */
  Set<Column> columns();

  /** All of several; of none, every row. */
  static Predicate allOf(List<Predicate> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new And(conditions);
  }

  /** One of several; of none, no row. */
  static Predicate anyOf(List<Predicate> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : new Or(conditions);
  }

  /** How a column is compared with a value that stands on the right. */
  enum Operator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** The same when column and value change sides. */
    public Operator mirrored() {
      return switch (this) {
        case LT -> GT;
        case LE -> GE;
        case GT -> LT;
        case GE -> LE;
        default -> this;
      };
    }

    /** Satisfied by just the values, NaN excepted, that do not satisfy this one. */
    public Operator negated() {
      return switch (this) {
        case EQ -> NE;
        case NE -> EQ;
        case LT -> GE;
        case LE -> GT;
        case GT -> LE;
        case GE -> LT;
      };
    }

    @Override
    public String toString() {
      return sign;
    }
  }

  /** Satisfied where all of them are. */
  record And(List<Predicate> conditions) implements Predicate {
    public And {
      conditions = List.copyOf(conditions);
    }

    @Override
    public Verdict over(BoundsOf bounds) {
      Verdict all = Verdict.ALL;
      for (Predicate condition : conditions) {
        Verdict verdict = condition.over(bounds);
        if (verdict == Verdict.NONE) {
          return Verdict.NONE;
        }
        all = verdict == Verdict.SOME ? Verdict.SOME : all;
      }
      return all;
    }

    @Override
    public Set<Column> columns() {
      return columnsOf(conditions);
    }

    @Override
    public String toString() {
      return conditions.isEmpty() ? "TRUE" : joined(conditions, " AND ");
    }
  }

  /** Satisfied where one of them is. */
  record Or(List<Predicate> conditions) implements Predicate {
    public Or {
      conditions = List.copyOf(conditions);
    }

    @Override
    public Verdict over(BoundsOf bounds) {
      Verdict any = Verdict.NONE;
      for (Predicate condition : conditions) {
        Verdict verdict = condition.over(bounds);
        if (verdict == Verdict.ALL) {
          return Verdict.ALL;
        }
        any = verdict == Verdict.SOME ? Verdict.SOME : any;
      }
      return any;
    }

    @Override
    public Set<Column> columns() {
      return columnsOf(conditions);
    }

    @Override
    public String toString() {
      return conditions.isEmpty() ? "FALSE" : joined(conditions, " OR ");
    }
  }

  /** {@code column operator value}. */
  record Comparison(Column column, Operator operator, Value value) implements Predicate {
    @Override
    public Verdict over(BoundsOf bounds) {
      ColumnBounds of = bounds.of(column);
      return Verdict.of(of.isNull() || isImpossible(of), of.isNeverNull() && isCertain(of));
    }

    private boolean isImpossible(ColumnBounds of) {
      return switch (operator) {
        case EQ -> of.isBelow(value) || of.isAbove(value);
        case NE -> of.isEqualTo(value) && !of.mayHoldNaN();
        case LT -> of.isAtLeast(value);
        case LE -> of.isAbove(value);
        case GT -> of.isAtMost(value);
        case GE -> of.isBelow(value);
      };
    }

    private boolean isCertain(ColumnBounds of) {
      return switch (operator) {
        case EQ -> of.isEqualTo(value) && !of.mayHoldNaN();
        case NE -> of.isBelow(value) || of.isAbove(value);
        case LT -> of.isBelow(value) && !of.mayHoldNaN();
        case LE -> of.isAtMost(value) && !of.mayHoldNaN();
        case GT -> of.isAbove(value) && !of.mayHoldNaN();
        case GE -> of.isAtLeast(value) && !of.mayHoldNaN();
      };
    }

    @Override
    public Set<Column> columns() {
      return Set.of(column);
    }

    @Override
    public String toString() {
      return column + " " + operator + " " + value;
    }
  }

  /** Satisfied by values that are equal to one of these. */
  record In(Column column, List<Value> values) implements Predicate {
    public In {
      values = List.copyOf(values);
    }

    @Override
    public Verdict over(BoundsOf bounds) {
      ColumnBounds of = bounds.of(column);
      return Verdict.of(
          of.isNull() || values.stream().allMatch(it -> of.isBelow(it) || of.isAbove(it)),
          of.isAlwaysComparable() && values.stream().anyMatch(of::isEqualTo));
    }

    @Override
    public Set<Column> columns() {
      return Set.of(column);
    }

    @Override
    public String toString() {
      return column
          + values.stream().map(String::valueOf).collect(Collectors.joining(", ", " IN (", ")"));
    }
  }

  /** Satisfied by texts that begin with a prefix. */
  record StartsWith(Column column, Octets prefix) implements Predicate {
    @Override
    public Verdict over(BoundsOf bounds) {
      ColumnBounds of = bounds.of(column);
      boolean below = of.isBelow(new Value.Text(prefix));
      boolean beyond = of.min() instanceof Value.Text min && min.utf8().isBeyond(prefix);
      return Verdict.of(of.isNull() || below || beyond, of.isNeverNull() && isWithin(of));
    }

    private boolean isWithin(ColumnBounds of) {
      return of.min() instanceof Value.Text min
          && of.max() instanceof Value.Text max
          && min.utf8().startsWith(prefix)
          && max.utf8().startsWith(prefix);
    }

    @Override
    public Set<Column> columns() {
      return Set.of(column);
    }

    @Override
    public String toString() {
      return column + " STARTS WITH " + new Value.Text(prefix);
    }
  }

  /** Satisfied by null. */
  record IsNull(Column column) implements Predicate {
    @Override
    public Verdict over(BoundsOf bounds) {
      ColumnBounds of = bounds.of(column);
      return Verdict.of(of.isNeverNull(), of.isNull());
    }

    @Override
    public Set<Column> columns() {
      return Set.of(column);
    }

    @Override
    public String toString() {
      return column + " IS NULL";
    }
  }

  /** Satisfied by all but null. */
  record IsNotNull(Column column) implements Predicate {
    @Override
    public Verdict over(BoundsOf bounds) {
      ColumnBounds of = bounds.of(column);
      return Verdict.of(of.isNull(), of.isNeverNull());
    }

    @Override
    public Set<Column> columns() {
      return Set.of(column);
    }

    @Override
    public String toString() {
      return column + " IS NOT NULL";
    }
  }

  private static Set<Column> columnsOf(List<Predicate> conditions) {
    return conditions.stream()
        .map(Predicate::columns)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }

  private static String joined(List<Predicate> conditions, String by) {
    return conditions.stream()
        .map(it -> it instanceof And || it instanceof Or ? "(" + it + ")" : it.toString())
        .collect(Collectors.joining(by));
  }
}
