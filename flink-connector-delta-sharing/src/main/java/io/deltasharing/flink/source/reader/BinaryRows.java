/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.RowBatch;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a batch in the form that Flink's exchanges have, one piece of memory each.
 *
 * <p>Without object reuse, each operator that is chained to another gets a copy of every row. That
 * of a row like this is one copy of memory; that of any other is one object for each field.
 */
final class BinaryRows implements RowBatch {
  /** Rows that share a long text while they are views each have it to themselves here. */
  private static final long MOST_BYTES = 16 << 20;

  private final RowBatch rows;
  private final RowType type;
  private final @Nullable BinaryRowData[] written;

  /** How many are written ahead. */
  private final int ahead;

  /** Of the thread that emits. */
  private @Nullable RowDataSerializer later;

  /**
   * Writes the rows of a batch: all of them, and the batch is released, unless they are large.
   * Others are written when they are asked for.
   *
   * @param serializer of their type, of this thread alone
   */
  BinaryRows(RowBatch rows, RowType type, RowDataSerializer serializer) {
    this.rows = rows;
    this.type = type;
    this.written = new BinaryRowData[rows.size()];
    long bytes = 0;
    int count = 0;
    while (count < written.length && bytes < MOST_BYTES) {
      // What the serializer gives out is its own.
      BinaryRowData row = serializer.toBinaryRow(rows.row(count)).copy();
      bytes += row.getSizeInBytes();
      written[count++] = row;
    }
    ahead = count;
    if (ahead == written.length) {
      rows.release();
    }
  }

  @Override
  public int size() {
    return written.length;
  }

  @Override
  public RowData row(int index) {
    BinaryRowData row = written[index];
    return row != null ? row : write(index);
  }

  private RowData write(int index) {
    RowDataSerializer serializer = later;
    if (serializer == null) {
      serializer = new RowDataSerializer(type);
      later = serializer;
    }
    return serializer.toBinaryRow(rows.row(index)).copy();
  }

  @Override
  public long position(int index) {
    return rows.position(index);
  }

  @Override
  public void release() {
    if (ahead < written.length) {
      rows.release();
    }
  }
}
