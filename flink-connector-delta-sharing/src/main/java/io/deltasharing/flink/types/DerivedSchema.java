/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;

/** The columns of a table where the user declared none. */
public final class DerivedSchema {
  private DerivedSchema() {}

  /**
   * All columns of a table.
   *
   * @param table share.schema.table, for messages
   * @param variantAsJson whether variants arrive as texts, and not as VARIANT, which Flink has from
   *     2.1 on
   * @throws SchemaMismatchException naming every column that cannot be read
   */
  public static RowType of(StructType actual, String table, boolean variantAsJson) {
    List<RowType.RowField> fields = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (StructField column : actual.fields()) {
      try {
        fields.add(
            new RowType.RowField(
                column.getName(),
                DeltaTypes.toFlink(column.getDataType(), variantAsJson).copy(column.isNullable())));
      } catch (UnsupportedTypeException e) {
        problems.add("  - column '" + column.getName() + "': " + e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaMismatchException(
          "Not all columns of the shared table "
              + table
              + " can be read:\n"
              + String.join("\n", problems)
              + "\nSay which columns are to be read. Variants are read as VARIANT by Flink 2.1 and"
              + " later, and as JSON text where '"
              + FlinkVariant.OPTION
              + "' is 'true'.",
          problems);
    }
    return new RowType(false, fields);
  }
}
