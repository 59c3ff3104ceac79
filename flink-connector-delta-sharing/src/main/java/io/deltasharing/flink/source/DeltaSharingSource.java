/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.DaemonRefreshTimer;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.FileFilter;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.read.ReadFigures;
import io.deltasharing.flink.read.ReadFilter;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import io.deltasharing.flink.read.parquet.ParquetReader;
import io.deltasharing.flink.read.parquet.ScanSettings;
import io.deltasharing.flink.source.enumerator.DeltaSharingEnumerator;
import io.deltasharing.flink.source.reader.DeltaSharingReader;
import io.deltasharing.flink.source.reader.MetadataColumn;
import io.deltasharing.flink.source.reader.TableFiles;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.DeltaSharingSplitSerializer;
import io.deltasharing.flink.source.split.EnumeratorState;
import io.deltasharing.flink.source.split.EnumeratorStateSerializer;
import io.deltasharing.flink.storage.ScopedStorage;
import io.deltasharing.flink.storage.TableStorage;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.DynamicParallelismInference;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Delta table that somebody shares over the Delta Sharing protocol, bounded or
 * continuously.
 *
 * <pre>{@code
 * DeltaSharingSource trades =
 *     DeltaSharingSource.builder()
 *         .path("config.share#market.live.trades")
 *         .continuous(Duration.ofSeconds(10))
 *         .build();
 * env.fromSource(trades, WatermarkStrategy.noWatermarks(), "trades");
 * }</pre>
 *
 * <p>Each row is emitted exactly once with respect to Flink's checkpoints. The JobManager alone
 * talks to the sharing server and renews the credentials of the table's storage; readers get them
 * over Flink's RPC, and neither they nor any secret of the profile is part of a checkpoint, nor of
 * the job graph unless the profile was given inline.
 */
@PublicEvolving
public final class DeltaSharingSource
    implements Source<RowData, DeltaSharingSplit, Optional<EnumeratorState>>,
        ResultTypeQueryable<RowData>,
        DynamicParallelismInference {
  @Serial private static final long serialVersionUID = 1L;

  private final ReadSettings settings;

  /** Of the JobManager alone. */
  private transient @Nullable OpenTableHandover handover;

  @Internal
  public DeltaSharingSource(ReadSettings settings) {
    this.settings = settings;
  }

  /** A source still to be configured. */
  public static DeltaSharingSourceBuilder builder() {
    return new DeltaSharingSourceBuilder();
  }

  @Override
  public Boundedness getBoundedness() {
    return settings.discovery().isBounded()
        ? Boundedness.BOUNDED
        : Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>> createEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context) {
    return enumerator(context, Optional.empty());
  }

  @Override
  public SplitEnumerator<DeltaSharingSplit, Optional<EnumeratorState>> restoreEnumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context, Optional<EnumeratorState> checkpoint) {
    return enumerator(context, checkpoint);
  }

  @Override
  public SourceReader<RowData, DeltaSharingSplit> createReader(SourceReaderContext context) {
    ReadFigures figures = new ReadFigures();
    register(figures, context.metricGroup());
    TableFiles.Opener opener =
        (grant, scope) -> {
          ScopedStorage storage = new ScopedStorage(scope, settings.s3());
          TableDefinition definition = grant.definition();
          return new TableFiles(files(storage, grant.root(), definition, figures), storage);
        };
    return DeltaSharingReader.create(
        settings.tableName(),
        opener,
        settings.form(),
        settings.watermarkColumn() != null,
        context,
        System::nanoTime);
  }

  private static void register(ReadFigures figures, MetricGroup group) {
    group.gauge("dataRequests", figures::requests);
    group.gauge("dataBytesRequested", figures::bytes);
    group.gauge("rowGroupsSkipped", figures::rowGroupsSkipped);
    group.gauge("rowsSkipped", figures::rowsSkipped);
  }

  ReadSettings settings() {
    return settings;
  }

  /** The files' rows, as far as they are needed. */
  DataFileReader files(
      TableStorage storage, StorageLocation root, TableDefinition definition, ReadFigures figures) {
    RowSelection rows = settings.rows();
    DataFileReader reader = reader(storage, root, definition, figures);
    DataFileReader selected =
        rows.exact().equals(Predicate.EVERYTHING)
            ? reader
            : new PartitionGate(
                reader, FileFilter.of(rows.exact(), definition), settings.tableName());
    return rows.limit() == null ? selected : new LimitedFiles(selected, rows.limit());
  }

  /**
   * What reads single files. It may leave out rows that do not satisfy {@link
   * RowSelection#filter()}: what has to hold of every row, Flink or {@link PartitionGate} sees to.
   */
  private DataFileReader reader(
      TableStorage storage, StorageLocation root, TableDefinition definition, ReadFigures figures) {
    RowType declared = settings.rowType();
    List<String> tracked = columnsOf(settings.trackedMetadata(), definition);
    FieldPaths produced = settings.produced().and(declared.getFieldCount(), tracked.size());
    List<ReadColumn> columns =
        new ArrayList<>(TableColumns.of(definition, declared, settings.tableName()));
    tracked.forEach(it -> columns.add(new ReadColumn.InFile(FileColumn.number(it))));
    ParquetReader reader =
        new ParquetReader(
                storage,
                root,
                columns,
                ScanSettings.DEFAULT.withPrefetchBytes(settings.prefetchBytes()),
                () ->
                    KernelFileReader.of(storage, root, definition, declared, settings.tableName())
                        .reading(tracked)
                        .producing(produced))
            .producing(produced)
            .counting(figures);
    return settings
        .rows()
        .filter()
        .map(it -> reader.filtered(new ReadFilter(it, declared.getFieldNames())))
        .orElse(reader);
  }

  /** Those of files that are read for metadata alone, behind the table's own. */
  private static List<String> columnsOf(List<MetadataColumn> tracked, TableDefinition definition) {
    if (tracked.isEmpty()) {
      return List.of();
    }
    RowTrackingColumns names =
        definition
            .rowTrackingIfAny()
            .orElseThrow(() -> new IllegalStateException("the enumerator checks for row tracking"));
    return tracked.stream().flatMap(it -> it.keptIn(names).stream()).toList();
  }

  @Override
  public SimpleVersionedSerializer<DeltaSharingSplit> getSplitSerializer() {
    return DeltaSharingSplitSerializer.INSTANCE;
  }

  @Override
  public SimpleVersionedSerializer<Optional<EnumeratorState>> getEnumeratorCheckpointSerializer() {
    return EnumeratorStateSerializer.INSTANCE;
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(settings.producedType());
  }

  /** Of a batch job whose parallelism is left to the scheduler. Blocks; never fails. */
  @Override
  public int inferParallelism(Context context) {
    return new ParallelismInference(settings, handover())
        .tasks(context.getDataVolumePerTask(), context.getParallelismInferenceUpperBound());
  }

  private DeltaSharingEnumerator enumerator(
      SplitEnumeratorContext<DeltaSharingSplit> context, Optional<EnumeratorState> restored) {
    SharedTablePlanner planner =
        handover()
            .take()
            .orElseGet(
                () ->
                    new SharedTablePlanner(
                        settings, new TableThreads("credentials", settings.tableName())));
    planner.registerMetrics(context.metricGroup());
    return new DeltaSharingEnumerator(
        context, planner, settings.tableName(), settings.discovery(), restored, System::nanoTime);
  }

  private synchronized OpenTableHandover handover() {
    OpenTableHandover existing = handover;
    if (existing == null) {
      existing =
          new OpenTableHandover(
              () -> new DaemonRefreshTimer(new TableThreads("handover", settings.tableName())));
      handover = existing;
    }
    return existing;
  }
}
