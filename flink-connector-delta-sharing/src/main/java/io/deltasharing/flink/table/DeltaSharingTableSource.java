/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.source.ReadSettings;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A scan of a shared table, and what the planner may push into it. */
final class DeltaSharingTableSource implements ScanTableSource, SupportsProjectionPushDown {
  private final @Nullable Integer parallelism;
  private ReadSettings settings;

  DeltaSharingTableSource(ReadSettings settings, @Nullable Integer parallelism) {
    this.settings = settings;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    return SourceProvider.of(new DeltaSharingSource(settings), parallelism);
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    settings = settings.withRowType((RowType) producedDataType.getLogicalType());
  }

  @Override
  public DynamicTableSource copy() {
    return new DeltaSharingTableSource(settings, parallelism);
  }

  @Override
  public String asSummaryString() {
    return "Delta Sharing " + settings.tableName();
  }
}
