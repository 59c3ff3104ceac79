/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.ColumnBounds;
import java.util.List;

/** The values that files' partitions give to columns. Thread-safe. */
public final class PartitionValues {
  private final List<Column> wanted;
  private final FilterColumns columns;

  /**
   * The values of some columns.
   *
   * @param wanted top-level columns; of one that is no partition column nothing is known
   */
  public PartitionValues(List<Column> wanted, TableDefinition table) {
    this.wanted = List.copyOf(wanted);
    this.columns = new FilterColumns(wanted, table);
  }

  /** One for each column: one value, null in all rows, or unknown. */
  public List<ColumnBounds> of(DataFile file) {
    return wanted.stream().map(it -> of(it, file)).toList();
  }

  private ColumnBounds of(Column column, DataFile file) {
    return columns.find(column) instanceof FilterColumns.Found.Partition of
        ? PartitionBounds.of(of.type(), file.partitionValues().get(of.physicalName()))
        : ColumnBounds.UNKNOWN;
  }
}
