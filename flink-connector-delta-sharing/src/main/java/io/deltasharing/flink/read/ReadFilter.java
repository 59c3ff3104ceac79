/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import java.util.List;

/**
 * Which rows are wanted. A reader leaves out rows that surely do not satisfy the predicate, and may
 * leave in any.
 *
 * @param predicate by columns as the user named them
 * @param columns the names of the columns that are read, in their order; what the predicate says of
 *     others decides nothing
 */
public record ReadFilter(Predicate predicate, List<String> columns) {
  public ReadFilter {
    columns = List.copyOf(columns);
  }

  /** Where a column is among those read; negative if it is not. */
  public int ordinal(Column column) {
    return column.isNested() ? -1 : columns.indexOf(column.top());
  }
}
