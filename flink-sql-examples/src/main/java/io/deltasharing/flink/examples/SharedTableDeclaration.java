/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.flink.source.DeltaSharingSource;
import java.util.stream.Collectors;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;

/** Declares a shared table with the columns that its provider's server tells. */
final class SharedTableDeclaration {

  private SharedTableDeclaration() {}

  /**
   * Asks the server.
   *
   * @param name of the table to declare
   * @param path {@code <profile>#<share>.<schema>.<table>}
   */
  static SqlStatement of(String name, String path) {
    DeltaSharingSource source = DeltaSharingSource.builder().path(path).bounded().build();
    RowType columns = ((InternalTypeInfo<?>) source.getProducedType()).toRowType();
    return new SqlStatement(
        path,
        1,
        "CREATE TABLE "
            + identifier(name)
            + " (\n"
            + columns.getFields().stream()
                .map(it -> "  " + identifier(it.getName()) + " " + type(it.getType()))
                .collect(Collectors.joining(",\n"))
            + "\n) WITH (\n  'connector' = 'delta-sharing',\n  'path' = "
            + Statements.literal(path)
            + "\n)");
  }

  /** As people write it. */
  private static String type(LogicalType type) {
    return type.asSerializableString()
        .replace("VARCHAR(" + VarCharType.MAX_LENGTH + ")", "STRING")
        .replace("VARBINARY(" + VarBinaryType.MAX_LENGTH + ")", "BYTES");
  }

  private static String identifier(String name) {
    return "`" + name.replace("`", "``") + "`";
  }
}
