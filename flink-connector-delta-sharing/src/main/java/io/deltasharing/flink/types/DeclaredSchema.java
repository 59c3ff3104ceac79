/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * The columns that a user declared, held against those of the table.
 *
 * <p>Types have to be the same, except that nullability is not compared, character types may have
 * any length, timestamps may have more than microseconds, and numbers may be of a wider type: they
 * are read as that. Columns of the table that were not declared are left out; the order does not
 * matter.
 */
public final class DeclaredSchema {
  private static final int MICROSECONDS = 6;

  private DeclaredSchema() {}

  /**
   * A column of times, as the table spells it.
   *
   * @param name of a top-level column
   * @throws SchemaMismatchException if there is none of that name
   */
  public static String timeColumn(String name, StructType actual, String table) {
    Optional<StructField> found = ColumnName.find(actual, name);
    if (found.isPresent()
        && DeltaTypes.toFlink(found.get().getDataType()).is(LogicalTypeFamily.DATETIME)) {
      return found.get().getName();
    }
    String problem =
        found
            .map(it -> "column '" + name + "' is of type " + it.getDataType())
            .orElse("column '" + name + "' is not in the table");
    throw new SchemaMismatchException(
        "The watermark of "
            + table
            + " must go by a column of type DATE, TIMESTAMP or TIMESTAMP_LTZ, but "
            + problem
            + ".",
        List.of("  - " + problem));
  }

  /**
   * The table's columns that were declared, in declared order, with the table's spelling, and with
   * nested fields and wider numbers as declared.
   *
   * @param table share.schema.table, for messages
   * @throws SchemaMismatchException naming every column that is missing or of another type
   */
  public static StructType match(RowType declared, StructType actual, String table) {
    List<String> problems = new ArrayList<>();
    StructType matched = match(declared, actual, "", problems);
    if (!problems.isEmpty()) {
      List<String> lines = problems.stream().map(it -> "  - " + it).toList();
      throw new SchemaMismatchException(
          "The declared columns do not fit the shared table "
              + table
              + ":\n"
              + String.join("\n", lines)
              + "\nThe table's columns are: "
              + columns(actual),
          lines);
    }
    return matched;
  }

  private static StructType match(
      RowType declared, StructType actual, String prefix, List<String> problems) {
    StructType matched = new StructType();
    for (RowType.RowField field : declared.getFields()) {
      String name = prefix + field.getName();
      Optional<StructField> found = ColumnName.find(actual, field.getName());
      if (found.isEmpty()) {
        problems.add("column '" + name + "' is not in the table");
      } else {
        DataType type = match(field.getType(), found.get().getDataType(), name, problems);
        matched =
            matched.add(
                new StructField(
                    found.get().getName(),
                    type,
                    found.get().isNullable(),
                    found.get().getMetadata()));
      }
    }
    return matched;
  }

  private static DataType match(
      LogicalType declared, DataType actual, String name, List<String> problems) {
    if (declared instanceof RowType row && actual instanceof StructType struct) {
      return match(row, struct, name + ".", problems);
    }
    if (declared instanceof org.apache.flink.table.types.logical.ArrayType array
        && actual instanceof ArrayType actualArray) {
      DataType element =
          match(array.getElementType(), actualArray.getElementType(), name + "[]", problems);
      return new ArrayType(element, actualArray.containsNull());
    }
    if (declared instanceof org.apache.flink.table.types.logical.MapType map
        && actual instanceof MapType actualMap) {
      return new MapType(
          match(map.getKeyType(), actualMap.getKeyType(), name + "{key}", problems),
          match(map.getValueType(), actualMap.getValueType(), name + "{value}", problems),
          actualMap.isValueContainsNull());
    }
    return leaf(declared, actual, name, problems);
  }

  private static DataType leaf(
      LogicalType declared, DataType actual, String name, List<String> problems) {
    try {
      LogicalType expected = DeltaTypes.toFlink(actual);
      if (fits(declared, expected)) {
        return actual;
      }
      Optional<DataType> wider = Widening.of(actual, declared);
      if (wider.isPresent()) {
        return wider.get();
      }
      problems.add(
          "column '"
              + name
              + "' is declared as "
              + declared.copy(true).asSummaryString()
              + ", but is "
              + expected.copy(true).asSummaryString()
              + " in the table (Delta type "
              + actual
              + ")");
    } catch (UnsupportedTypeException e) {
      problems.add("column '" + name + "': " + e.getMessage());
    }
    return actual;
  }

  private static boolean fits(LogicalType declared, LogicalType expected) {
    if (declared.is(LogicalTypeFamily.CHARACTER_STRING)) {
      return expected.is(LogicalTypeFamily.CHARACTER_STRING);
    }
    if (declared instanceof LocalZonedTimestampType zoned) {
      return expected instanceof LocalZonedTimestampType && zoned.getPrecision() >= MICROSECONDS;
    }
    if (declared instanceof TimestampType timestamp) {
      return expected instanceof TimestampType && timestamp.getPrecision() >= MICROSECONDS;
    }
    return declared.copy(true).equals(expected.copy(true));
  }

  private static String columns(StructType actual) {
    return actual.fields().stream()
        .map(it -> it.getName() + " " + describe(it.getDataType()))
        .collect(Collectors.joining(", "));
  }

  private static String describe(DataType type) {
    try {
      return DeltaTypes.toFlink(type).asSummaryString();
    } catch (UnsupportedTypeException e) {
      return "(not readable: " + type + ")";
    }
  }
}
