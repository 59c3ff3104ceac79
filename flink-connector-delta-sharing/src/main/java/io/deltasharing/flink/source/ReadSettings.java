/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.source.reader.MetadataColumn;
import io.deltasharing.flink.source.reader.RowForm;
import io.deltasharing.flink.storage.S3Options;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * What a source was asked to do. It travels with the job graph, so it holds where the profile is;
 * what is in it only if it was given inline.
 *
 * @param tableName share.schema.table
 * @param rowType the columns to read
 * @param produced which fields of them are produced
 * @param metadata columns that follow them in the rows produced
 * @param watermarkColumn whose times make the watermark; null if there is none
 * @param rows which rows are needed
 * @param assumedLifetime of credentials whose expiry the server does not say
 * @param prefetchBytes so much of a data file is held at most by a reader that reads ahead; 0 for
 *     no reading ahead
 * @param variantAsJson whether variants may be read as texts
 * @param rowsAreCopied whether Flink copies each row from operator to operator, as it does without
 *     object reuse
 */
@Internal
public record ReadSettings(
    ProfileReference profile,
    String tableName,
    AccessChoice accessChoice,
    RowType rowType,
    FieldPaths produced,
    List<MetadataColumn> metadata,
    @Nullable String watermarkColumn,
    RowSelection rows,
    DiscoverySettings discovery,
    RefreshPolicy refreshPolicy,
    Duration assumedLifetime,
    S3Options s3,
    long prefetchBytes,
    boolean variantAsJson,
    boolean rowsAreCopied)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Two row groups of the size that writers usually make. */
  public static final long DEFAULT_PREFETCH_BYTES = 128L << 20;

  public ReadSettings {
    metadata = List.copyOf(metadata);
    if (assumedLifetime.isZero() || assumedLifetime.isNegative()) {
      throw new IllegalArgumentException(
          "the assumed lifetime of credentials must be longer than zero, but is "
              + assumedLifetime);
    }
  }

  /** All of the columns are produced. */
  public ReadSettings(
      ProfileReference profile,
      String tableName,
      AccessChoice accessChoice,
      RowType rowType,
      List<MetadataColumn> metadata,
      @Nullable String watermarkColumn,
      RowSelection rows,
      DiscoverySettings discovery,
      RefreshPolicy refreshPolicy,
      Duration assumedLifetime,
      S3Options s3,
      long prefetchBytes,
      boolean variantAsJson,
      boolean rowsAreCopied) {
    this(
        profile,
        tableName,
        accessChoice,
        rowType,
        FieldPaths.all(rowType.getFieldCount()),
        metadata,
        watermarkColumn,
        rows,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3,
        prefetchBytes,
        variantAsJson,
        rowsAreCopied);
  }

  SharedTableName table() {
    return SharedTableName.parse(tableName);
  }

  /**
   * Reads no more than some fields, and produces these.
   *
   * @param fields paths of ordinals, from the columns read so far
   */
  public ReadSettings withFields(List<List<Integer>> fields) {
    PrunedColumns pruned = PrunedColumns.of(rowType, fields);
    return new ReadSettings(
        profile,
        tableName,
        accessChoice,
        pruned.columns(),
        pruned.produced(),
        metadata,
        watermarkColumn,
        rows,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3,
        prefetchBytes,
        variantAsJson,
        rowsAreCopied);
  }

  public ReadSettings withMetadata(List<MetadataColumn> newMetadata) {
    return new ReadSettings(
        profile,
        tableName,
        accessChoice,
        rowType,
        produced,
        newMetadata,
        watermarkColumn,
        rows,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3,
        prefetchBytes,
        variantAsJson,
        rowsAreCopied);
  }

  public ReadSettings withWatermarkColumn(String newWatermarkColumn) {
    return new ReadSettings(
        profile,
        tableName,
        accessChoice,
        rowType,
        produced,
        metadata,
        newWatermarkColumn,
        rows,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3,
        prefetchBytes,
        variantAsJson,
        rowsAreCopied);
  }

  public ReadSettings withRows(RowSelection newRows) {
    return new ReadSettings(
        profile,
        tableName,
        accessChoice,
        rowType,
        produced,
        metadata,
        watermarkColumn,
        newRows,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3,
        prefetchBytes,
        variantAsJson,
        rowsAreCopied);
  }

  /** Whether columns are produced as they are read. */
  public boolean producesColumns() {
    return produced.areAll(rowType.getFieldCount());
  }

  /** The rows that are produced: fields of columns read, then metadata. */
  RowType producedType() {
    return produced.of(
        rowType, metadata.stream().map(it -> new RowType.RowField(it.key(), it.type())).toList());
  }

  /** On the TaskManager: it depends on Flink's version there. */
  RowForm form() {
    return RowForm.of(metadata, producedType(), rowsAreCopied);
  }

  /** Metadata that only a table with row tracking has. */
  List<MetadataColumn> trackedMetadata() {
    return metadata.stream().filter(MetadataColumn::isTracked).toList();
  }

  ReadColumns readColumns() {
    return new ReadColumns(
        rowType, watermarkColumn, rows, trackedMetadata(), variantAsJson, tableName);
  }
}
