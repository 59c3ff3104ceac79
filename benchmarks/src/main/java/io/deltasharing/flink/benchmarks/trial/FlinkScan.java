/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.formats.parquet.ParquetColumnarRowInputFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** By Flink's vectorised reader, that of its filesystem connector, file after file. */
final class FlinkScan implements Pass {
  /** The filesystem connector's own. */
  private static final int BATCH = 2048;

  private final List<Path> files;
  private final ParquetColumnarRowInputFormat<FileSourceSplit> format;
  private final @Nullable WantedKeys wanted;
  private final RowSum sum;

  /**
   * @param wanted null for all rows; nothing of it can be told to the reader
   */
  FlinkScan(List<Path> files, RowType columns, @Nullable WantedKeys wanted) {
    this.wanted = wanted;
    this.files = files;
    this.format = format(columns);
    this.sum = new RowSum(columns);
  }

  static ParquetColumnarRowInputFormat<FileSourceSplit> format(RowType columns) {
    return new ParquetColumnarRowInputFormat<>(
        new org.apache.hadoop.conf.Configuration(false),
        columns,
        InternalTypeInfo.of(columns),
        BATCH,
        true,
        true);
  }

  @Override
  public ReadSum run() throws IOException {
    ReadSum total = ReadSum.NOTHING;
    for (Path file : files) {
      total = total.plus(read(file));
    }
    return total;
  }

  private ReadSum read(Path file) throws IOException {
    long rows = 0;
    long total = 0;
    long length = Files.size(file);
    FileSourceSplit split =
        new FileSourceSplit(
            "split", new org.apache.flink.core.fs.Path(file.toUri()), 0, length, 0, length);
    try (BulkFormat.Reader<RowData> reader = format.createReader(new Configuration(), split)) {
      for (BulkFormat.RecordIterator<RowData> batch = reader.readBatch();
          batch != null;
          batch = reader.readBatch()) {
        for (RecordAndPosition<RowData> next = batch.next(); next != null; next = batch.next()) {
          RowData row = next.getRecord();
          if (WantedKeys.has(wanted, row)) {
            total += sum.of(row);
            rows++;
          }
        }
        batch.releaseBatch();
      }
    }
    return new ReadSum(rows, total);
  }
}
