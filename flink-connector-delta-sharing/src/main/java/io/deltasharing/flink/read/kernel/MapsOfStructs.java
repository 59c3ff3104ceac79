/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.util.List;

/**
 * Kernel's reader (of 4.4) takes the fields of structs within maps as they stand in the file,
 * whatever is asked for: asked for a part of them, or in another order, it would mistake one for
 * another.
 */
final class MapsOfStructs {
  private final String table;
  private final String column;

  private MapsOfStructs(String table, String column) {
    this.table = table;
    this.column = column;
  }

  /**
   * Makes sure that a column can be read.
   *
   * @param table share.schema.table, for messages
   * @throws SchemaMismatchException if it could be misread
   */
  static void check(String table, String column, DataType wanted, DataType actual) {
    new MapsOfStructs(table, column).check(wanted, actual, false);
  }

  private void check(DataType wanted, DataType actual, boolean withinMap) {
    if (wanted instanceof StructType some && actual instanceof StructType all) {
      if (withinMap && !some.fieldNames().equals(all.fieldNames())) {
        throw refusal(all);
      }
      some.fields()
          .forEach(it -> check(it.getDataType(), all.get(it.getName()).getDataType(), withinMap));
    } else if (wanted instanceof ArrayType some && actual instanceof ArrayType all) {
      check(some.getElementType(), all.getElementType(), withinMap);
    } else if (wanted instanceof MapType some && actual instanceof MapType all) {
      check(some.getKeyType(), all.getKeyType(), true);
      check(some.getValueType(), all.getValueType(), true);
    }
  }

  private SchemaMismatchException refusal(StructType all) {
    String problem =
        "column '"
            + column
            + "' of "
            + table
            + " has structs within a map, of which a part is declared, and a file has a column in a"
            + " form that only Delta Kernel's reader knows; it reads such structs whole: declare all"
            + " of their fields, in this order: "
            + String.join(", ", all.fieldNames())
            + ".";
    return new SchemaMismatchException(problem, List.of("  - " + problem));
  }
}
