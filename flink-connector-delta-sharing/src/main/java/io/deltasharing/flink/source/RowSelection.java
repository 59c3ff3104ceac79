/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.predicate.Predicate;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a table a query needs, as far as the planner handed it to the source.
 *
 * @param wanted rows that do not satisfy it may be left out; what is emitted need not satisfy it
 * @param exact a part of it, on partition columns alone, that all rows emitted do satisfy: nobody
 *     checks it after us
 * @param columns those of the predicates, as they were declared
 * @param joinedBy partition columns that are joined with what the other side of a join tells when
 *     it has been read; null if several joins tell of different ones, for whose values come is not
 *     known then
 * @param limit so many rows are enough; null if all are needed
 */
@Internal
public record RowSelection(
    Predicate wanted,
    Predicate exact,
    RowType columns,
    @Nullable List<String> joinedBy,
    @Nullable Long limit)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public RowSelection {
    joinedBy = joinedBy == null ? null : List.copyOf(joinedBy);
  }

  /** Every row. */
  public static final RowSelection ALL =
      new RowSelection(
          Predicate.EVERYTHING, Predicate.EVERYTHING, RowType.of(false), List.of(), null);

  /** Whether what is emitted needs no more filter for what is in the selection. */
  public boolean isExact() {
    return wanted.equals(exact);
  }

  /** The same, but so many of these rows are enough. */
  public RowSelection withLimit(long rows) {
    return new RowSelection(wanted, exact, columns, joinedBy, rows);
  }

  /**
   * The same, but only the partitions that the other side of a join has. Scans of one table in
   * several branches of a query may be one source to the planner, and be told of the join of each.
   *
   * @param joined their columns, as they were declared
   */
  public RowSelection joinedBy(List<RowType.RowField> joined) {
    List<RowType.RowField> fields = new ArrayList<>(columns.getFields());
    joined.stream().filter(it -> !fields.contains(it)).forEach(fields::add);
    List<String> names = joined.stream().map(RowType.RowField::getName).toList();
    boolean isOnly = joinedBy != null && (joinedBy.isEmpty() || joinedBy.equals(names));
    return new RowSelection(
        wanted, exact, new RowType(false, fields), isOnly ? names : null, limit);
  }

  /**
   * The same, but with all rows that nobody else may take out: a watermark that goes by rows waits
   * for them, wanted or not.
   */
  public RowSelection forWatermarks() {
    return new RowSelection(exact, exact, columns, joinedBy, limit);
  }

  /** What a reader may leave rows out by; empty if it has to emit all. */
  Optional<Predicate> filter() {
    return wanted.equals(Predicate.EVERYTHING) ? Optional.empty() : Optional.of(wanted);
  }
}
