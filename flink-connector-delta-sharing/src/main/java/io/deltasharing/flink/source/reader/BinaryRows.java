/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

/**
 * The rows of a batch in the form that Flink's exchanges have, one piece of memory each.
 *
 * <p>Without object reuse, each operator that is chained to another gets a copy of every row. That
 * of a row like this is one copy of memory; that of any other is one object for each field.
 */
final class BinaryRows implements RowBatch {
  private final RowBatch rows;
  private final BinaryRowData[] written;

  /**
   * Writes all rows of a batch, which is released.
   *
   * @param serializer of their type, of this thread alone
   */
  BinaryRows(RowBatch rows, RowDataSerializer serializer) {
    this.rows = rows;
    this.written = new BinaryRowData[rows.size()];
    for (int i = 0; i < written.length; i++) {
      // What the serializer gives out is its own.
      written[i] = serializer.toBinaryRow(rows.row(i)).copy();
    }
    rows.release();
  }

  @Override
  public int size() {
    return written.length;
  }

  @Override
  public RowData row(int index) {
    return written[index];
  }

  @Override
  public long position(int index) {
    return rows.position(index);
  }
}
