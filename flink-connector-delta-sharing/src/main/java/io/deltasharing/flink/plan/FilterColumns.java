/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.VariantType;
import io.deltasharing.flink.predicate.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a filter's columns are found in the log's entry of a file. */
final class FilterColumns {

  /** A column that a table has. */
  sealed interface Found {

    /** By the partition's values. */
    record Partition(String physicalName, DataType type) implements Found {}

    /**
     * By the statistics.
     *
     * @param number among those of the statistics
     * @param bounded whether the lowest and highest value mean what they say
     */
    record Stated(int number, DataType type, boolean bounded) implements Found {}
  }

  private final Map<Column, Found> found = new HashMap<>();
  private final List<List<String>> stated = new ArrayList<>();

  FilterColumns(Collection<Column> columns, TableDefinition table) {
    StructType all = KernelAdapter.schema(table.schemaJson());
    PartitionColumns partitions = PartitionColumns.of(all, table.partitionColumns());
    for (Column column : columns) {
      StructField top = field(all, column.top());
      if (top != null) {
        find(column, top, partitions, all, table);
      }
    }
  }

  /** Null if the table has no such column, or none that can be told anything of. */
  @Nullable Found find(Column column) {
    return found.get(column);
  }

  StatisticsColumns stated() {
    return StatisticsColumns.of(stated);
  }

  int statedCount() {
    return stated.size();
  }

  private void find(
      Column column,
      StructField top,
      PartitionColumns partitions,
      StructType all,
      TableDefinition table) {
    StructType physical =
        KernelAdapter.physicalSchema(new StructType().add(top), all, table.columnMappingMode());
    if (partitions.contain(top.getName())) {
      if (!column.isNested()) {
        found.put(column, new Found.Partition(physical.at(0).getName(), top.getDataType()));
      }
      return;
    }
    List<String> path = new ArrayList<>();
    StructField field = descend(column, top, physical.at(0), path);
    // What statistics say of variants, if anything, is in a form of its own.
    if (field != null && !(field.getDataType() instanceof VariantType)) {
      found.put(column, new Found.Stated(stated.size(), field.getDataType(), !wasFloat(field)));
      stated.add(path);
    }
  }

  /** Collects physical names on the way down; null if there is no such field. */
  private static @Nullable StructField descend(
      Column column, StructField top, StructField physicalTop, List<String> path) {
    StructField logical = top;
    StructField physical = physicalTop;
    path.add(physical.getName());
    for (String name : column.path().subList(1, column.path().size())) {
      if (!(logical.getDataType() instanceof StructType fields)
          || !(physical.getDataType() instanceof StructType physicalFields)) {
        return null;
      }
      StructField next = field(fields, name);
      if (next == null) {
        return null;
      }
      physical = physicalFields.at(fields.indexOf(next.getName()));
      logical = next;
      path.add(physical.getName());
    }
    return logical;
  }

  /**
   * Whether files may be older than a widening from FLOAT: the digits of such a value are not the
   * DOUBLE that it is read as.
   */
  private static boolean wasFloat(StructField field) {
    return field.getDataType().equals(DoubleType.DOUBLE)
        && field.getTypeChanges().stream().anyMatch(it -> it.getFrom().equals(FloatType.FLOAT));
  }

  /** Null as well where it may be several, of which nothing is known then. */
  private static @Nullable StructField field(StructType struct, String name) {
    List<StructField> found = FieldName.find(struct, name);
    return found.size() == 1 ? found.get(0) : null;
  }
}
