/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.RowSelection;
import io.deltasharing.flink.source.SnapshotStatistics;
import io.deltasharing.flink.source.TableFacts;
import io.deltasharing.flink.source.enumerator.ReadWindow;
import io.deltasharing.flink.source.reader.MetadataColumn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsAggregatePushDown;
import org.apache.flink.table.connector.source.abilities.SupportsDynamicFiltering;
import org.apache.flink.table.connector.source.abilities.SupportsFilterPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsSourceWatermark;
import org.apache.flink.table.connector.source.abilities.SupportsStatisticReport;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;
import org.jspecify.annotations.Nullable;

/** A scan of a shared table, and what the planner may push into it. */
final class DeltaSharingTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsFilterPushDown,
        SupportsLimitPushDown,
        SupportsAggregatePushDown,
        SupportsStatisticReport,
        SupportsDynamicFiltering,
        SupportsReadingMetadata,
        SupportsWatermarkPushDown,
        SupportsSourceWatermark {
  private final TableFacts facts;
  private final PlanningTraits planning;
  private final @Nullable String watermarkColumn;
  private final @Nullable Integer parallelism;
  private ReadSettings settings;
  private @Nullable WatermarkStrategy<RowData> watermarks;
  private @Nullable AnsweredRow answer;
  private boolean unanswered;

  /**
   * @param facts of the table, as far as they are known
   * @param watermarkColumn what {@code SOURCE_WATERMARK()} goes by; null if the user named none
   */
  DeltaSharingTableSource(
      ReadSettings settings,
      TableFacts facts,
      PlanningTraits planning,
      @Nullable String watermarkColumn,
      @Nullable Integer parallelism) {
    this.settings = settings;
    this.facts = facts;
    this.planning = planning;
    this.watermarkColumn = watermarkColumn;
    this.parallelism = parallelism;
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    if (answer != null) {
      return answer;
    }
    if (unanswered) {
      throw new TableException(
          "The plan takes COUNT, MIN or MAX of "
              + settings.tableName()
              + " from its log, which says no more what they are. Compile the plan anew, with"
              + " 'table.optimizer.source.aggregate-pushdown-enabled' = 'false'.");
    }
    if (watermarks == null) {
      return new CheckedSource(settings, facts, parallelism);
    }
    ReadSettings withAllTimes = settings.withRows(settings.rows().forWatermarks());
    return new WatermarkedStream(
        new CheckedSource(withAllTimes, facts, parallelism), watermarks, asSummaryString());
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
    PushedFilters pushed =
        new PushedFilters(settings.rowType(), partitionColumns(), planning.batch(), filters);
    settings = settings.withRows(pushed.appliedTo(settings.rows()));
    return pushed.result();
  }

  /** The planner cuts what is too much. A stream that goes on has to read on for its state. */
  @Override
  public void applyLimit(long limit) {
    if (settings.discovery().isBounded() && settings.rows().isExact()) {
      settings = settings.withRows(settings.rows().withLimit(limit));
    }
  }

  /** A planner drops a source that has no answer, but who runs a compiled plan does not ask. */
  @Override
  public boolean applyAggregates(
      List<int[]> groupingSets, List<AggregateExpression> expressions, DataType producedType) {
    answer = answer(groupingSets, expressions, (RowType) producedType.getLogicalType());
    unanswered = answer == null;
    return answer != null;
  }

  private @Nullable AnsweredRow answer(
      List<int[]> groupingSets, List<AggregateExpression> expressions, RowType type) {
    if (!planning.batch()
        || !planning.answers()
        || !settings.producesColumns()
        || settings.rows().limit() != null
        || !settings.rows().isExact()
        || !SnapshotStatistics.isOneVersion(settings.discovery().window())) {
      return null;
    }
    Optional<PushedAggregates> pushed =
        PushedAggregates.of(groupingSets, expressions, type)
            .filter(it -> it.columns().stream().allMatch(this::isOfTable));
    return pushed
        .flatMap(it -> SnapshotStatistics.of(settings, it.columns()).flatMap(it::answer))
        .map(it -> new AnsweredRow(it, type, asSummaryString()))
        .orElse(null);
  }

  @Override
  public List<String> listAcceptedFilterFields() {
    return planning.batch()
            && planning.joins()
            && settings.discovery().isBounded()
            && settings.producesColumns()
            && CollectorClasses.areThere(Thread.currentThread().getContextClassLoader())
        ? List.copyOf(partitionColumns())
        : List.of();
  }

  @Override
  public void applyDynamicFiltering(List<String> fields) {
    RowType columns = settings.rowType();
    settings =
        settings.withRows(
            settings
                .rows()
                .joinedBy(
                    fields.stream()
                        .map(it -> columns.getFields().get(columns.getFieldIndex(it)))
                        .toList()));
  }

  @Override
  public TableStats reportStatistics() {
    OptionalLong rows = facts.estimatedRows();
    return rows.isPresent() && settings.discovery().window().equals(ReadWindow.LATEST_SNAPSHOT)
        ? new TableStats(rows.getAsLong())
        : TableStats.UNKNOWN;
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
        new DeltaSharingTableSource(settings, facts, planning, watermarkColumn, parallelism);
    copy.watermarks = watermarks;
    copy.answer = answer;
    copy.unanswered = unanswered;
    return copy;
  }

  @Override
  public String asSummaryString() {
    RowSelection rows = settings.rows();
    return "Delta Sharing "
        + settings.tableName()
        + (rows.wanted().equals(Predicate.EVERYTHING) ? "" : ", filter: " + rows.wanted());
  }

  private boolean isOfTable(Column column) {
    return settings.rowType().getFieldIndex(column.top()) >= 0;
  }

  /** Those that are read, as they were declared. */
  private Set<String> partitionColumns() {
    return settings.rowType().getFieldNames().stream()
        .filter(facts.partitionColumns()::contains)
        .collect(Collectors.toSet());
  }
}
