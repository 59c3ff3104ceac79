/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.RowSelection;
import io.deltasharing.flink.source.TableFacts;
import io.deltasharing.flink.source.reader.MetadataColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.jspecify.annotations.Nullable;

/** A scan of a shared table, and what the planner may push into it. */
final class DeltaSharingTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsFilterPushDown,
        SupportsReadingMetadata,
        SupportsWatermarkPushDown,
        SupportsSourceWatermark {
  private final TableFacts facts;
  private final @Nullable String watermarkColumn;
  private final @Nullable Integer parallelism;
  private ReadSettings settings;
  private @Nullable WatermarkStrategy<RowData> watermarks;

  /**
   * @param facts of the table, as far as they are known
   * @param watermarkColumn what {@code SOURCE_WATERMARK()} goes by; null if the user named none
   */
  DeltaSharingTableSource(
      ReadSettings settings,
      TableFacts facts,
      @Nullable String watermarkColumn,
      @Nullable Integer parallelism) {
    this.settings = settings;
    this.facts = facts;
    this.watermarkColumn = watermarkColumn;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    if (watermarks == null) {
      return SourceProvider.of(new DeltaSharingSource(settings), parallelism);
    }
    ReadSettings withAllTimes = settings.withRows(settings.rows().forWatermarks());
    return new WatermarkedStream(
        new DeltaSharingSource(withAllTimes), watermarks, asSummaryString(), parallelism);
  }

  @Override
  public boolean supportsNestedProjection() {
    return true;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType producedDataType) {
    settings =
        settings.withFields(
            Arrays.stream(projectedFields).map(it -> Arrays.stream(it).boxed().toList()).toList());
  }

  @Override
  public Result applyFilters(List<ResolvedExpression> filters) {
    if (!settings.producesColumns()) {
      // The names are those that the planner gave to fields within columns.
      return Result.of(List.of(), filters);
    }
    PushedFilters pushed = new PushedFilters(settings.rowType(), partitionColumns(), filters);
    settings = settings.withRows(pushed.appliedTo(settings.rows()));
    return pushed.result();
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    Map<String, DataType> readable = new LinkedHashMap<>();
    for (MetadataColumn column : MetadataColumn.values()) {
      readable.put(column.key(), TypeConversions.fromLogicalToDataType(column.type()));
    }
    return readable;
  }

  @Override
  public void applyReadableMetadata(List<String> metadataKeys, DataType producedDataType) {
    settings =
        settings.withMetadata(
            metadataKeys.stream().map(MetadataColumn::of).flatMap(Optional::stream).toList());
  }

  @Override
  public void applyWatermark(WatermarkStrategy<RowData> watermarkStrategy) {
    watermarks = watermarkStrategy;
  }

  @Override
  public void applySourceWatermark() {
    if (watermarkColumn == null) {
      throw new ValidationException(
          "SOURCE_WATERMARK() needs '"
              + DeltaSharingOptions.WATERMARK_COLUMN.key()
              + "', the column of times that the watermark goes by.");
    }
    settings = settings.withWatermarkColumn(watermarkColumn);
  }

  @Override
  public DynamicTableSource copy() {
    DeltaSharingTableSource copy =
        new DeltaSharingTableSource(settings, facts, watermarkColumn, parallelism);
    copy.watermarks = watermarks;
    return copy;
  }

  @Override
  public String asSummaryString() {
    RowSelection rows = settings.rows();
    return "Delta Sharing "
        + settings.tableName()
        + (rows.wanted().equals(Predicate.EVERYTHING) ? "" : ", filter: " + rows.wanted());
  }

  /** Those that were declared, as they were. */
  private Set<String> partitionColumns() {
    return settings.rowType().getFieldNames().stream()
        .filter(it -> facts.partitionColumns().stream().anyMatch(it::equalsIgnoreCase))
        .collect(Collectors.toSet());
  }
}
