/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reader has to know of a table besides its files.
 *
 * @param tableId the id in the table's metadata: another one means that the table was dropped and
 *     made anew
 * @param schemaJson the schema in Delta's JSON form
 * @param partitionColumns by logical name
 * @param columnMappingMode {@code none}, {@code name} or {@code id}
 * @param rowTracking where rows that were moved keep their ids; null if the table does not track
 *     rows
 */
public record TableDefinition(
    String tableId,
    String schemaJson,
    List<String> partitionColumns,
    String columnMappingMode,
    @Nullable RowTrackingColumns rowTracking)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public TableDefinition {
    partitionColumns = List.copyOf(partitionColumns);
  }

  /** Of a table that does not track rows. */
  public TableDefinition(
      String tableId, String schemaJson, List<String> partitionColumns, String columnMappingMode) {
    this(tableId, schemaJson, partitionColumns, columnMappingMode, null);
  }

  public Optional<RowTrackingColumns> rowTrackingIfAny() {
    return Optional.ofNullable(rowTracking);
  }
}
