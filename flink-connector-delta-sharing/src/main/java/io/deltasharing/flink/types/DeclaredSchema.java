/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.VariantType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * are read as that. A variant is a VARIANT, or a text if that is allowed. Columns of the table that
 * were not declared are left out; the order does not matter. Names are compared without regard to
 * case, but a column of the very name is preferred.
 */
public final class DeclaredSchema {
  private static final int MICROSECONDS = 6;

  private DeclaredSchema() {}

  /**
   * A column of times, as the table spells it.
   *
   * @param name of a top-level column
   * @throws SchemaMismatchException if there is none of that name, or more than one
   */
  public static String timeColumn(String name, StructType actual, String table) {
    ColumnName found = ColumnName.find(actual, "", name);
    if (found.isFound()
        && DeltaTypes.toFlink(found.field().getDataType()).is(LogicalTypeFamily.DATETIME)) {
      return found.field().getName();
    }
    String problem =
        found.isFound()
            ? "column '" + name + "' is of type " + found.field().getDataType()
            : found.problem();
    throw new SchemaMismatchException(
        "The watermark of "
            + table
            + " must go by a column of type DATE, TIMESTAMP or TIMESTAMP_LTZ, but "
            + problem
            + ".",
        List.of("  - " + problem));
  }

  /** The same where it was decided before that variants may be declared as texts. */
  public static StructType match(RowType declared, StructType actual, String table) {
    return match(declared, actual, table, true);
  }

  /**
   * The table's columns that were declared, in declared order, with the table's spelling, and with
   * nested fields and wider numbers as declared.
   *
   * @param table share.schema.table, for messages
   * @param variantAsJson whether variants may be declared as texts
   * @throws SchemaMismatchException naming every column that is missing, of another type, or not to
   *     be told from another
   */
  public static StructType match(
      RowType declared, StructType actual, String table, boolean variantAsJson) {
    List<String> problems = new ArrayList<>();
    StructType matched = match(declared, actual, "", new Problems(problems, variantAsJson));
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

  /** What was found so far, and what is one. */
  private record Problems(List<String> lines, boolean variantAsJson) {
    void add(String line) {
      lines.add(line);
    }
  }

  private static StructType match(
      RowType declared, StructType actual, String prefix, Problems problems) {
    StructType matched = new StructType();
    Map<String, String> declaredAs = new HashMap<>();
    for (RowType.RowField field : declared.getFields()) {
      ColumnName name = ColumnName.find(actual, prefix, field.getName());
      if (!name.isFound()) {
        problems.add(name.problem());
        continue;
      }
      StructField found = name.field();
      String other = declaredAs.putIfAbsent(found.getName(), name.path());
      if (other != null) {
        problems.add(
            "columns '"
                + other
                + "' and '"
                + name.path()
                + "' are declared, but are one in the table");
        continue;
      }
      DataType type = match(field.getType(), found.getDataType(), name.path(), problems);
      matched =
          matched.add(
              new StructField(found.getName(), type, found.isNullable(), found.getMetadata()));
    }
    return matched;
  }

  private static DataType match(
      LogicalType declared, DataType actual, String name, Problems problems) {
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
      LogicalType declared, DataType actual, String name, Problems problems) {
    if (actual instanceof VariantType) {
      checkVariant(declared, name, problems);
      return actual;
    }
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

  private static void checkVariant(LogicalType declared, String name, Problems problems) {
    boolean fits =
        declared.is(LogicalTypeFamily.CHARACTER_STRING)
            ? problems.variantAsJson()
            : FlinkVariant.is(declared);
    if (!fits) {
      problems.add(
          "column '"
              + name
              + "' is declared as "
              + declared.copy(true).asSummaryString()
              + ", but is of the Delta type variant in the table. Declare it as VARIANT, which Flink"
              + " has from 2.1 on, or as STRING with '"
              + FlinkVariant.OPTION
              + "' = 'true' for its JSON text");
    }
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
    if (type instanceof VariantType) {
      return "VARIANT";
    }
    try {
      return DeltaTypes.toFlink(type).asSummaryString();
    } catch (UnsupportedTypeException e) {
      return "(not readable: " + type + ")";
    }
  }
}
