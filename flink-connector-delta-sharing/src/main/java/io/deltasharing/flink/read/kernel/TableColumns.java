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
              : new ReadColumn.InFile(column(physical.at(i), rowType.getTypeAt(i))));
    }
    return columns;
  }

  private static ReadColumn partition(PartitionColumn column) {
    return new ReadColumn.Constant(column.type(), file -> column.value(file.partitionValues()));
  }

  private static FileColumn column(StructField field, LogicalType declared) {
    Long id = field.getMetadata().contains(FIELD_ID) ? field.getMetadata().getLong(FIELD_ID) : null;
    return column(
        field.getName(),
        Optional.ofNullable(id).map(Math::toIntExact),
        field.getDataType(),
        declared);
  }

  private static FileColumn column(
      String name, Optional<Integer> id, DataType type, LogicalType declared) {
    if (type instanceof VariantType) {
      return FileColumn.variant(name, id, declared);
    }
    List<FileColumn> children = children(type, declared.getChildren());
    LogicalType own = children.isEmpty() ? DeltaTypes.toFlink(type) : declared;
    return new FileColumn(name, id, own, children);
  }

  /**
   * The parts of a type.
   *
   * @param declared what they were declared as, in the same order
   */
  private static List<FileColumn> children(DataType type, List<LogicalType> declared) {
    if (type instanceof StructType struct) {
      return IntStream.range(0, struct.length())
          .mapToObj(it -> column(struct.at(it), declared.get(it)))
          .toList();
    }
    if (type instanceof ArrayType array) {
      return List.of(column("element", Optional.empty(), array.getElementType(), declared.get(0)));
    }
    if (type instanceof MapType map) {
      return List.of(
          column("key", Optional.empty(), map.getKeyType(), declared.get(0)),
          column("value", Optional.empty(), map.getValueType(), declared.get(1)));
    }
    return List.of();
  }
}
