/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.utils.CloseableIterator;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeletedRows;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.RowRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * The rows of one file as Kernel reads them: counted before deletion vectors and before the start
 * position are applied.
 */
final class KernelFileRows implements FileRows {
  private final CloseableIterator<FileReadResult> batches;
  private final DataFile file;
  private final List<OutputColumn> columns;
  private final FieldPaths produced;
  private final DeletedRows deleted;
  private final List<RowRange> ranges;
  private final long firstRow;
  private final long end;
  private long position;

  KernelFileRows(
      CloseableIterator<FileReadResult> batches,
      DataFile file,
      List<OutputColumn> columns,
      FieldPaths produced,
      DeletedRows deleted,
      List<RowRange> ranges,
      long firstRow) {
    this.batches = batches;
    this.file = file;
    this.columns = columns;
    this.produced = produced;
    this.deleted = deleted;
    this.ranges = ranges;
    this.firstRow = firstRow;
    this.end = ranges.stream().mapToLong(RowRange::end).max().orElse(0);
  }

  @Override
  public Optional<RowBatch> next() throws IOException {
    try {
      while (position < end && batches.hasNext()) {
        Rows rows = convert(batches.next().getData());
        if (rows.size() > 0) {
          return Optional.of(rows);
        }
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      throw unwrapped(e, file.path());
    }
  }

  @Override
  public void close() throws IOException {
    batches.close();
  }

  /**
   * Kernel and Parquet wrap what storage throws in unchecked exceptions, several times over; the
   * outermost {@link IOException} is storage's own, and says what happened.
   */
  static IOException unwrapped(RuntimeException failure, String path) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof IOException io) {
        return io;
      }
    }
    return new IOException("'" + path + "' cannot be read: " + failure.getMessage(), failure);
  }

  private Rows convert(ColumnarBatch batch) {
    List<OutputColumn.Values> values = new ArrayList<>();
    columns.forEach(it -> values.add(it.of(batch, file.partitionValues())));
    Rows rows = new Rows(batch.getSize());
    for (int row = 0; row < batch.getSize(); row++, position++) {
      if (isWanted(position) && !deleted.contains(position)) {
        rows.add(row(values, row), position);
      }
    }
    return rows;
  }

  private boolean isWanted(long row) {
    return row >= firstRow && ranges.stream().anyMatch(it -> it.has(row));
  }

  private RowData row(List<OutputColumn.Values> values, int row) {
    List<List<Integer>> paths = produced.paths();
    GenericRowData result = new GenericRowData(paths.size());
    for (int i = 0; i < paths.size(); i++) {
      List<Integer> path = paths.get(i);
      Object field = values.get(path.get(0)).at(row);
      for (int step = 1; step < path.size() && field != null; step++) {
        field = ((GenericRowData) field).getField(path.get(step));
      }
      result.setField(i, field);
    }
    return result;
  }

  private static final class Rows implements RowBatch {
    private final List<RowData> rows;
    private final List<Long> positions;

    Rows(int capacity) {
      rows = new ArrayList<>(capacity);
      positions = new ArrayList<>(capacity);
    }

    void add(RowData row, long position) {
      rows.add(row);
      positions.add(position);
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public RowData row(int index) {
      return rows.get(index);
    }

    @Override
    public long position(int index) {
      return positions.get(index);
    }
  }
}
