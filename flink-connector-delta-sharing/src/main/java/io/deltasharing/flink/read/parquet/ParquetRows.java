/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletedRows;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one file, batch by batch: counted before deletion vectors and before the start
 * position are applied. Rows that nobody wants are passed over, not decoded.
 */
final class ParquetRows implements FileRows {
  private final DataFile file;
  private final FileBytes bytes;
  private final RowGroups groups;
  private final List<ColumnReader> readers;
  private final DeletedRows deleted;
  private final ScanSettings settings;

  /** Of the row group that is open. */
  private long position;

  private long end;
  private int batchRows;

  ParquetRows(
      DataFile file,
      FileBytes bytes,
      Footer footer,
      List<ColumnReader> readers,
      DeletedRows deleted,
      FileSection section,
      long firstRow,
      ScanSettings settings)
      throws IOException {
    this.file = file;
    this.bytes = bytes;
    this.readers = readers;
    this.deleted = deleted;
    this.settings = settings;
    this.groups = new RowGroups(footer, bytes, readers, section, firstRow, settings);
  }

  @Override
  public Optional<RowBatch> next() throws IOException {
    try {
      while (position < end || openNext()) {
        RowBatch batch = decode((int) Math.min(batchRows, end - position));
        if (batch != null) {
          return Optional.of(batch);
        }
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw ParquetReader.named(e, file);
    }
  }

  @Override
  public void close() throws IOException {
    groups.close();
    bytes.close();
  }

  private boolean openNext() throws IOException {
    if (!groups.openNext()) {
      return false;
    }
    position = groups.firstRow();
    end = groups.endRow();
    batchRows = groups.batchRows(settings.batchRows());
    return true;
  }

  /** Null if no row is left of so many. */
  private @Nullable RowBatch decode(int rows) throws IOException {
    long first = position;
    position += rows;
    int[] selection = deleted.isEmpty() ? null : survivors(first, rows);
    if (selection != null && selection.length == 0) {
      readers.forEach(it -> it.skip(rows));
      return null;
    }
    Columns columns = new Columns(readers.size());
    for (int i = 0; i < readers.size(); i++) {
      readers.get(i).read(columns, i, rows);
    }
    return selection == null
        ? new ColumnBatch(columns, first, rows)
        : new SelectedBatch(columns, first, selection);
  }

  private int @Nullable [] survivors(long first, int rows) {
    int[] selection = deleted.survivors(first, rows);
    return selection.length == rows ? null : selection;
  }
}
