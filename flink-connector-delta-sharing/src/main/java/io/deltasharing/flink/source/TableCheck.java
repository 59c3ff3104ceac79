/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.access.DirectoryAccess;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.PartitionColumns;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.ResponseFormat;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.types.DeclaredSchema;
import io.deltasharing.flink.types.DeltaTypes;
import io.deltasharing.flink.types.DerivedSchema;
import io.deltasharing.flink.types.UnsupportedTypeException;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Asks the sharing server about a table before a job is made, so that mistakes show where they are
 * made. Asks for metadata only; no credentials are vended. Blocks.
 */
@Internal
public record TableCheck(
    ProfileReference profile, SharedTableName table, AccessChoice accessChoice) {

  /**
   * Checks that the table is there, can be read and has the declared columns.
   *
   * @param variantAsJson whether variants may be declared as texts
   * @return what else was said
   * @throws io.deltasharing.flink.sharing.SharingException if the server does not give it
   * @throws io.deltasharing.flink.access.UnsupportedAccessException if it cannot be read
   * @throws io.deltasharing.flink.types.SchemaMismatchException if its columns are others
   */
  public TableFacts requireColumns(RowType declared, boolean variantAsJson) {
    TableMetadata metadata = metadata();
    DirectoryAccess.requireDirectory(table, accessChoice, metadata);
    Set<String> partitions =
        PartitionColumns.of(
                KernelAdapter.schema(metadata.schemaJson()), metadata.partitionColumns())
            .placesIn(
                DeclaredSchema.match(
                    declared,
                    KernelAdapter.schema(metadata.schemaJson()),
                    table.toString(),
                    variantAsJson))
            .mapToObj(declared.getFieldNames()::get)
            .collect(Collectors.toSet());
    return new TableFacts(
        partitions,
        lacksRowTracking(metadata),
        RowEstimate.rows(all(metadata, declared), metadata.bytes()));
  }

  /** Properties that only writers need are in one form of answers alone. */
  private static boolean lacksRowTracking(TableMetadata metadata) {
    return metadata.responseFormat() == ResponseFormat.DELTA
        && RowTrackingColumns.of(metadata.configuration()).isEmpty();
  }

  /** The columns that make up the files' bytes, as far as they can be told. */
  private static RowType all(TableMetadata metadata, RowType declared) {
    try {
      return (RowType) DeltaTypes.toFlink(KernelAdapter.schema(metadata.schemaJson()), true);
    } catch (UnsupportedTypeException e) {
      return declared;
    }
  }

  /** Checks that the table is there and can be read. */
  public void requireTable() {
    DirectoryAccess.requireDirectory(table, accessChoice, metadata());
  }

  /**
   * All columns of the table.
   *
   * @param variantAsJson whether variants are read as texts
   * @throws io.deltasharing.flink.types.SchemaMismatchException if one cannot be read
   */
  RowType columns(boolean variantAsJson) {
    return DerivedSchema.of(KernelAdapter.schema(schemaJson()), table.toString(), variantAsJson);
  }

  private String schemaJson() {
    TableMetadata metadata = metadata();
    DirectoryAccess.requireDirectory(table, accessChoice, metadata);
    return metadata.schemaJson();
  }

  private TableMetadata metadata() {
    try (SharingConnection connection = SharingConnection.open(profile)) {
      return connection.patient().tableMetadata(table);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FlinkRuntimeException("interrupted while asking for the metadata of " + table, e);
    }
  }
}
