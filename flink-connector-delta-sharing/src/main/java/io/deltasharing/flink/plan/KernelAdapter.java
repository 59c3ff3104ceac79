/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.Snapshot;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.internal.DeltaHistoryManager;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.actions.DeletionVectorDescriptor;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.types.DataTypeJsonSerDe;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.ColumnMapping.ColumnMappingMode;
import io.delta.kernel.internal.util.PartitionUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The only class that touches Kernel's internals, which change without notice from release to
 * release.
 */
public final class KernelAdapter {

  private static final int MOST_QUOTED = 300;

  private KernelAdapter() {}

  /** A Kernel engine that reads by a table's storage. */
  public static Engine engine(TableStorage storage) {
    return engine(storage, new LogTrail());
  }

  /** The same, noting what it reads. */
  static Engine engine(TableStorage storage, LogTrail trail) {
    return DefaultEngine.create(new StorageFileIO(storage, trail));
  }

  /**
   * A schema in Delta's JSON form, as Kernel's types.
   *
   * @throws PlanningException if it has a type that Kernel does not know, or makes no sense
   */
  public static StructType schema(String json) {
    if (JsonBounds.exceededBy(json)) {
      throw new PlanningException(
          "The table's schema cannot be read: its JSON is nested too deeply or has too many parts."
              + " Tell the table's provider.");
    }
    try {
      return DataTypeJsonSerDe.deserializeStructType(json);
    } catch (RuntimeException e) {
      throw new PlanningException(
          "The table's schema cannot be read: " + shortened(e.getMessage()), e);
    }
  }

  /** Kernel quotes the whole schema. */
  private static String shortened(@Nullable String message) {
    String text = String.valueOf(message);
    return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
  }

  /** The names and ids by which columns stand in the data files. */
  public static StructType physicalSchema(StructType logical, StructType table, String mode) {
    return ColumnMapping.convertToPhysicalSchema(
        logical, table, ColumnMappingMode.fromTableConfig(mode));
  }

  /** The name by which a column's partition values are kept. */
  public static String physicalName(StructType table, String column, String mode) {
    ColumnMappingMode mapping = ColumnMappingMode.fromTableConfig(mode);
    return ColumnMapping.isColumnMappingModeEnabled(mapping)
        ? ColumnMapping.getPhysicalName(table.get(column))
        : column;
  }

  /**
   * How columns are found in data files, as a text to compare: what stays the same under this text
   * is read as before.
   *
   * @param columns a part of the table's columns, by their logical names
   */
  public static String physicalForm(StructType columns, TableDefinition table) {
    StructType all = schema(table.schemaJson());
    String mode = table.columnMappingMode();
    PartitionColumns partitions = PartitionColumns.of(all, table.partitionColumns());
    StringBuilder form = new StringBuilder();
    for (StructField column : columns.fields()) {
      boolean partition = partitions.contain(column.getName());
      StructType physical = physicalSchema(new StructType().add(column), all, mode);
      form.append(partition ? "partition " : "");
      // The digits in the log mean another number once it is a DOUBLE, also where it is read as
      // one.
      form.append(partition && isFloat(all, column.getName()) ? "float " : "");
      describe(physical, mode.equals("id"), form);
    }
    return form.toString();
  }

  private static boolean isFloat(StructType table, String column) {
    return table.get(column).getDataType().equals(FloatType.FLOAT);
  }

  private static void describe(DataType type, boolean byId, StringBuilder form) {
    if (type instanceof StructType struct) {
      form.append('{');
      for (StructField field : struct.fields()) {
        form.append(
                byId
                    ? field.getMetadata().get(ColumnMapping.PARQUET_FIELD_ID_KEY)
                    : field.getName())
            .append(':');
        describe(field.getDataType(), byId, form);
        form.append(',');
      }
      form.append('}');
    } else if (type instanceof ArrayType array) {
      form.append('[');
      describe(array.getElementType(), byId, form);
      form.append(']');
    } else if (type instanceof MapType map) {
      form.append('<');
      describe(map.getKeyType(), byId, form);
      describe(map.getValueType(), byId, form);
      form.append('>');
    } else {
      form.append(type);
    }
  }

  /**
   * A partition value, which the log keeps as text, in the form of Kernel's literals: dates as
   * days, timestamps as micros.
   */
  public static @Nullable Object partitionValue(DataType type, @Nullable String text) {
    if (text != null && type.equals(DateType.DATE)) {
      return PartitionTimes.days(text);
    }
    if (text != null
        && (type.equals(TimestampType.TIMESTAMP) || type.equals(TimestampNTZType.TIMESTAMP_NTZ))) {
      return PartitionTimes.micros(text);
    }
    Literal literal = PartitionUtils.literalForPartitionValue(type, text);
    return literal.getValue();
  }

  /** What an inline deletion vector holds. */
  static byte[] inlineBytes(DeletionVector vector) {
    return descriptor(vector).inlineData();
  }

  /** Where a deletion vector lies that is not inline. */
  static String path(DeletionVector vector, StorageLocation root) {
    return descriptor(vector).getAbsolutePath(root.toString());
  }

  private static DeletionVectorDescriptor descriptor(DeletionVector vector) {
    return new DeletionVectorDescriptor(
        vector.storageType(),
        vector.pathOrInline(),
        Optional.ofNullable(vector.offset()),
        vector.sizeInBytes(),
        vector.cardinality());
  }

  static TableDefinition definition(Snapshot snapshot) {
    Metadata metadata = snapshot.getMetadata();
    return new TableDefinition(
        metadata.getId(),
        metadata.getSchemaString(),
        snapshot.getPartitionColumnNames(),
        ColumnMapping.getColumnMappingMode(metadata.getConfiguration()).value,
        RowTrackingColumns.of(metadata.getConfiguration()).orElse(null));
  }

  /** The oldest version that can be rebuilt from what is left of the log. */
  static long earliestRecreatable(Engine engine, String root) {
    return DeltaHistoryManager.getEarliestRecreatableCommit(engine, log(root), Optional.empty());
  }

  /** The oldest version whose commit is left. */
  static long earliestCommit(Engine engine, String root) {
    return DeltaHistoryManager.getEarliestDeltaFile(engine, log(root), Optional.empty());
  }

  /**
   * The last version that was committed until a moment.
   *
   * @param rebuilt whether the version has to be one that can be rebuilt
   * @return empty if the log begins later
   */
  static OptionalLong versionAsOf(Engine engine, Snapshot latest, long millis, boolean rebuilt) {
    DeltaHistoryManager.Commit commit = commitAt(engine, latest, millis, rebuilt);
    return commit.getTimestamp() <= millis
        ? OptionalLong.of(commit.getVersion())
        : OptionalLong.empty();
  }

  /**
   * A version and when it was committed.
   *
   * @param millis since the epoch
   */
  record DatedVersion(long version, long millis) {}

  /** The last version that was committed until a moment, or the oldest that is left. */
  static DatedVersion lastUntilOrOldest(Engine engine, Snapshot latest, long millis) {
    DeltaHistoryManager.Commit commit = commitAt(engine, latest, millis, false);
    return new DatedVersion(commit.getVersion(), commit.getTimestamp());
  }

  /** The last commit until a moment, or the first of all. */
  private static DeltaHistoryManager.Commit commitAt(
      Engine engine, Snapshot latest, long millis, boolean rebuilt) {
    return DeltaHistoryManager.getActiveCommitAtTimestamp(
        engine, latest, latest.getLogPath(), millis, rebuilt, true, true, List.of());
  }

  private static Path log(String root) {
    return new Path(new Path(root), "_delta_log");
  }

  static Set<String> readerFeatures(Snapshot snapshot) {
    Protocol protocol = snapshot.getProtocol();
    return protocol.getReaderFeatures();
  }

  /**
   * Whether Kernel refused to load a snapshot because a catalog would have to say which is the
   * newest. It does so before anybody can look at the protocol.
   */
  static boolean wantsCatalog(IllegalArgumentException refusal) {
    return String.valueOf(refusal.getMessage()).contains("maxCatalogVersion");
  }

  /**
   * Hands every file of a snapshot and its statistics to a consumer, in the order of Kernel's
   * replay.
   *
   * @param withStatistics whether they are needed; if not, there are none
   */
  static void forEachFile(
      Snapshot snapshot,
      Engine engine,
      boolean withStatistics,
      BiConsumer<DataFile, @Nullable String> consumer)
      throws IOException {
    try (CloseableIterator<FilteredColumnarBatch> batches =
        scanFiles(snapshot, engine, withStatistics)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row file = rows.next();
            consumer.accept(file(file), statistics(file));
          }
        }
      }
    }
  }

  /** Kernel's {@code Scan} leaves statistics out unless it has to filter by them. */
  private static CloseableIterator<FilteredColumnarBatch> scanFiles(
      Snapshot snapshot, Engine engine, boolean withStatistics) {
    return snapshot.getScanBuilder().build().getScanFiles(engine, withStatistics);
  }

  private static DataFile file(Row scanFile) {
    Row add = scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    List<String> names = add.getSchema().fieldNames();
    return new DataFile(
        LogFiles.decode(add.getString(names.indexOf("path"))),
        add.getLong(names.indexOf("size")),
        InternalScanFileUtils.getPartitionValues(scanFile),
        vector(InternalScanFileUtils.getDeletionVectorDescriptorFromRow(scanFile)),
        RowTracking.of(
                InternalScanFileUtils.getBaseRowId(scanFile).orElse(null),
                InternalScanFileUtils.getDefaultRowCommitVersion(scanFile).orElse(null))
            .orElse(null));
  }

  private static @Nullable String statistics(Row scanFile) {
    Row add = scanFile.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
    int ordinal = add.getSchema().fieldNames().indexOf("stats");
    return ordinal < 0 || add.isNullAt(ordinal) ? null : add.getString(ordinal);
  }

  private static @Nullable DeletionVector vector(@Nullable DeletionVectorDescriptor descriptor) {
    return descriptor == null
        ? null
        : new DeletionVector(
            descriptor.getStorageType(),
            descriptor.getPathOrInlineDv(),
            descriptor.getOffset().orElse(null),
            descriptor.getSizeInBytes(),
            descriptor.getCardinality());
  }
}
