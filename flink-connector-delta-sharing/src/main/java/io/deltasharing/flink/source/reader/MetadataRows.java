/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;
import org.apache.flink.table.data.utils.ProjectedRowData;
import org.jspecify.annotations.Nullable;

/** A file's rows with metadata behind their columns. */
final class MetadataRows implements RowBatch {
  private final RowBatch rows;
  private final SplitFile file;
  private final List<MetadataColumn> columns;
  private final int tracked;

  /**
   * Adds metadata to rows.
   *
   * @param rows behind whose columns the file's own values of tracked ones stand, which are left
   *     out of the rows produced
   * @param columns of metadata
   */
  MetadataRows(RowBatch rows, SplitFile file, List<MetadataColumn> columns) {
    this.rows = rows;
    this.file = file;
    this.columns = columns;
    this.tracked = (int) columns.stream().filter(MetadataColumn::isTracked).count();
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public RowData row(int index) {
    RowData read = rows.row(index);
    int width = read.getArity() - tracked;
    GenericRowData metadata = new GenericRowData(columns.size());
    int nextTracked = width;
    for (int i = 0; i < columns.size(); i++) {
      MetadataColumn column = columns.get(i);
      Long kept = column.isTracked() ? number(read, nextTracked++) : null;
      metadata.setField(i, column.valueOf(file, position(index), kept));
    }
    return new JoinedRowData(tracked == 0 ? read : first(width, read), metadata);
  }

  @Override
  public long position(int index) {
    return rows.position(index);
  }

  @Override
  public void release() {
    rows.release();
  }

  private static @Nullable Long number(RowData row, int field) {
    return row.isNullAt(field) ? null : row.getLong(field);
  }

  private static RowData first(int fields, RowData row) {
    return ProjectedRowData.from(IntStream.range(0, fields).toArray()).replaceRow(row);
  }
}
