/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.utils.JoinedRowData;

/** A file's rows with metadata behind their columns. */
record MetadataRows(RowBatch rows, SplitFile file, List<MetadataColumn> columns)
    implements RowBatch {

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public RowData row(int index) {
    GenericRowData metadata = new GenericRowData(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      metadata.setField(i, columns.get(i).valueOf(file, position(index)));
    }
    return new JoinedRowData(rows.row(index), metadata);
  }

  @Override
  public long position(int index) {
    return rows.position(index);
  }
}
