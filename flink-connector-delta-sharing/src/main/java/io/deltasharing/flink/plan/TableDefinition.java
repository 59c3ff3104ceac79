/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;

/**
 * What a reader has to know of a table besides its files.
 *
 * @param tableId the id in the table's metadata: another one means that the table was dropped and
 *     made anew
 * @param schemaJson the schema in Delta's JSON form
 * @param partitionColumns by logical name
 * @param columnMappingMode {@code none}, {@code name} or {@code id}
 */
public record TableDefinition(
    String tableId, String schemaJson, List<String> partitionColumns, String columnMappingMode)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public TableDefinition {
    partitionColumns = List.copyOf(partitionColumns);
  }
}
