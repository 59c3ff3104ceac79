/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.VariantType;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.PartitionColumns;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.types.DeclaredSchema;
import io.deltasharing.flink.types.DeltaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The declared columns of a table, as they are to be looked for in its files. */
public final class TableColumns {
  private static final String FIELD_ID = "parquet.field.id";

  private TableColumns() {}

  /**
   * The columns of a table that were declared.
   *
   * @param rowType columns by name, as the user declared them
   * @param name share.schema.table, for messages
   * @throws io.deltasharing.flink.types.SchemaMismatchException if the table does not have these
   *     columns
   */
  public static List<ReadColumn> of(TableDefinition table, RowType rowType, String name) {
    StructType actual = KernelAdapter.schema(table.schemaJson());
    StructType wanted = DeclaredSchema.match(rowType, actual, name);
    PartitionColumns partitions = PartitionColumns.of(actual, table.partitionColumns());
    String mode = table.columnMappingMode();
    StructType all = KernelAdapter.physicalSchema(actual, actual, mode);
    StructType physical = KernelAdapter.physicalSchema(wanted, actual, mode);
    List<ReadColumn> columns = new ArrayList<>();
    for (int i = 0; i < wanted.length(); i++) {
      StructField field = wanted.at(i);
      columns.add(
          partitions.contain(field.getName())
              ? partition(
                  PartitionColumn.of(
                      KernelAdapter.physicalName(actual, field.getName(), mode),
                      actual.get(field.getName()).getDataType(),
                      field.getDataType()))
              : new ReadColumn.InFile(column(physical.at(i), all, rowType.getTypeAt(i))));
    }
    return columns;
  }

  private static ReadColumn partition(PartitionColumn column) {
    return new ReadColumn.Constant(column.type(), file -> column.value(file.partitionValues()));
  }

  /**
   * A column, or a field of a struct.
   *
   * @param siblings all fields of the table's schema, or of the struct in it, by their physical
   *     names
   */
  private static FileColumn column(StructField field, StructType siblings, LogicalType declared) {
    Long id = field.getMetadata().contains(FIELD_ID) ? field.getMetadata().getLong(FIELD_ID) : null;
    String name = field.getName();
    Set<String> rivals =
        siblings.fieldNames().stream()
            .filter(it -> it.equalsIgnoreCase(name) && !it.equals(name))
            .collect(Collectors.toSet());
    return column(
        name,
        Optional.ofNullable(id).map(Math::toIntExact),
        rivals,
        field.getDataType(),
        siblings.get(name).getDataType(),
        declared);
  }

  private static FileColumn column(
      String name,
      Optional<Integer> id,
      Set<String> rivals,
      DataType type,
      DataType whole,
      LogicalType declared) {
    if (type instanceof VariantType) {
      return FileColumn.variant(name, id, rivals, declared);
    }
    List<FileColumn> children = children(type, whole, declared.getChildren());
    LogicalType own = children.isEmpty() ? DeltaTypes.toFlink(type) : declared;
    return new FileColumn(name, id, rivals, own, children);
  }

  /**
   * The parts of a type.
   *
   * @param whole the type in the table, of which it may have some fields only
   * @param declared what they were declared as, in the same order
   */
  private static List<FileColumn> children(
      DataType type, DataType whole, List<LogicalType> declared) {
    if (type instanceof StructType struct && whole instanceof StructType all) {
      return IntStream.range(0, struct.length())
          .mapToObj(it -> column(struct.at(it), all, declared.get(it)))
          .toList();
    }
    if (type instanceof ArrayType array && whole instanceof ArrayType all) {
      return List.of(
          part("element", array.getElementType(), all.getElementType(), declared.get(0)));
    }
    if (type instanceof MapType map && whole instanceof MapType all) {
      return List.of(
          part("key", map.getKeyType(), all.getKeyType(), declared.get(0)),
          part("value", map.getValueType(), all.getValueType(), declared.get(1)));
    }
    return List.of();
  }

  private static FileColumn part(String name, DataType type, DataType whole, LogicalType declared) {
    return column(name, Optional.empty(), Set.of(), type, whole, declared);
  }
}
