/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletedRows;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.RowRange;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
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
  private final SpareColumns spare;
  private final @Nullable FieldPaths produced;
  private final DeletedRows deleted;
  private final @Nullable FileFilter filter;
  private final ScanSettings settings;

  private final NextFile nextFile;

  /** Of the row group that is open: those of its rows that are asked for and left. */
  private Iterator<RowRange> ranges = Collections.emptyIterator();

  /** Where the columns' readers are. */
  private long position;

  /** Of the range that is read. */
  private long end;

  private int batchRows;

  /**
   * In the middle of the last row group: by then the end of the next file has come without that
   * anybody waited for it.
   */
  private long nextFileAt = Long.MAX_VALUE;

  /** The file that follows, whose first bytes can be on their way while this one is decoded. */
  @FunctionalInterface
  interface NextFile {
    /**
     * Begins to read it.
     *
     * @param budget in bytes; may be negative
     */
    void begin(long budget) throws IOException;
  }

  ParquetRows(
      DataFile file,
      FileBytes bytes,
      Footer footer,
      List<ColumnReader> readers,
      FieldPaths produced,
      DeletedRows deleted,
      FileSection section,
      @Nullable FileFilter filter,
      long firstRow,
      ScanSettings settings,
      NextFile nextFile)
      throws IOException {
    this.file = file;
    this.bytes = bytes;
    this.readers = readers;
    this.spare = new SpareColumns(readers);
    this.produced = produced.areAll(readers.size()) ? null : produced;
    this.deleted = deleted;
    this.filter = filter;
    this.settings = settings;
    this.nextFile = nextFile;
    this.groups = new RowGroups(footer, bytes, readers, section, filter, firstRow, settings);
  }

  /**
   * Begins to read the first row group.
   *
   * @param budget in bytes; a larger one is read when it is its turn
   */
  void begin(long budget) throws IOException {
    groups.beginNext(budget);
  }

  @Override
  public Optional<RowBatch> next() throws IOException {
    try {
      while (position < end || openNext()) {
        if (position >= nextFileAt) {
          nextFileAt = Long.MAX_VALUE;
          nextFile.begin(settings.prefetchBytes() - groups.size());
        }
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
    ZstdFrames.release();
    groups.close();
    bytes.close();
  }

  /** Goes on to the next rows that are asked for, in this row group or a later one. */
  private boolean openNext() throws IOException {
    while (!ranges.hasNext()) {
      skip(groups.endRow());
      if (!groups.openNext()) {
        return false;
      }
      position = groups.startRow();
      ranges = groups.rows().iterator();
      batchRows = groups.batchRows(settings.batchRows());
      nextFileAt = groups.isLast() ? (groups.startRow() + groups.endRow()) / 2 : Long.MAX_VALUE;
    }
    RowRange range = ranges.next();
    skip(range.first());
    end = range.end();
    return true;
  }

  private void skip(long to) {
    if (to > position) {
      readers.forEach(it -> it.skip(to - position));
      position = to;
    }
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
    Columns columns = spare.take();
    FileFilter filtering = groups.isFiltered() ? filter : null;
    if (filtering != null) {
      read(columns, rows, filtering::reads);
      selection = filtering.select(columns, rows, selection);
      if (selection != null && selection.length == 0) {
        skip(rows, it -> !filtering.reads(it));
        spare.put(columns);
        return null;
      }
    }
    read(columns, rows, it -> filtering == null || !filtering.reads(it));
    Columns fields = produced == null ? columns : columns.fields(produced);
    return new ColumnBatch(fields, first, rows, selection, () -> spare.put(columns));
  }

  private void read(Columns columns, int rows, IntPredicate which) throws IOException {
    for (int i = 0; i < readers.size(); i++) {
      if (which.test(i)) {
        readers.get(i).read(columns, i, rows);
      }
    }
  }

  private void skip(int rows, IntPredicate which) {
    for (int i = 0; i < readers.size(); i++) {
      if (which.test(i)) {
        readers.get(i).skip(rows);
      }
    }
  }

  private int @Nullable [] survivors(long first, int rows) {
    int[] selection = deleted.survivors(first, rows);
    return selection.length == rows ? null : selection;
  }
}
