/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.types.DeclaredSchema;
import io.deltasharing.flink.types.DeltaTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    String mode = table.columnMappingMode();
    StructType physical = KernelAdapter.physicalSchema(wanted, actual, mode);
    List<ReadColumn> columns = new ArrayList<>();
    for (int i = 0; i < wanted.length(); i++) {
      StructField field = wanted.at(i);
      columns.add(
          table.partitionColumns().stream().anyMatch(field.getName()::equalsIgnoreCase)
              ? partition(
                  PartitionColumn.of(
                      KernelAdapter.physicalName(actual, field.getName(), mode),
                      actual.get(field.getName()).getDataType(),
                      field.getDataType()))
              : new ReadColumn.InFile(column(physical.at(i))));
    }
    return columns;
  }

  private static ReadColumn partition(PartitionColumn column) {
    return new ReadColumn.Constant(column.type(), file -> column.value(file.partitionValues()));
  }

  private static FileColumn column(StructField field) {
    Long id = field.getMetadata().contains(FIELD_ID) ? field.getMetadata().getLong(FIELD_ID) : null;
    return column(
        field.getName(), Optional.ofNullable(id).map(Math::toIntExact), field.getDataType());
  }

  private static FileColumn column(String name, Optional<Integer> id, DataType type) {
    return new FileColumn(name, id, DeltaTypes.toFlink(type), children(type));
  }

  private static List<FileColumn> children(DataType type) {
    if (type instanceof StructType struct) {
      return struct.fields().stream().map(TableColumns::column).toList();
    }
    if (type instanceof ArrayType array) {
      return List.of(column("element", Optional.empty(), array.getElementType()));
    }
    if (type instanceof MapType map) {
      return List.of(
          column("key", Optional.empty(), map.getKeyType()),
          column("value", Optional.empty(), map.getValueType()));
    }
    return List.of();
  }
}
