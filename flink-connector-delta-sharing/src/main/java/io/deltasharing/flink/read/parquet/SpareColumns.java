/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Columns of one file whose rows nobody needs any more. The next batch is read into their arrays:
 * new ones would have to be cleared first, and come from memory that no processor has near. Any
 * thread.
 */
final class SpareColumns {
  private static final int GARBAGE = 0x5bad5bad;

  private final List<ColumnReader> readers;
  private final Queue<Columns> spare = new ConcurrentLinkedQueue<>();

  SpareColumns(List<ColumnReader> readers) {
    this.readers = readers;
  }

  /** Columns to be read into, whatever is in them. */
  Columns take() {
    Columns columns = spare.poll();
    return columns == null ? new Columns(readers.size()) : columns;
  }

  /** Takes columns back, which must not be looked at again. */
  void put(Columns columns) {
    for (int i = 0; i < readers.size(); i++) {
      if (columns.bytes[i] != null) {
        columns.bytes[i] = columns.bytes[i].withoutValues();
      }
    }
    assert garble(columns);
    spare.add(columns);
  }

  /** So that tests notice who looks. Only what is read anew for each batch belongs to it alone. */
  private boolean garble(Columns columns) {
    for (int i = 0; i < readers.size(); i++) {
      if (readers.get(i) instanceof FlatColumn) {
        if (columns.longs[i] != null) {
          Arrays.fill(columns.longs[i], GARBAGE);
        }
        if (columns.ints[i] != null) {
          Arrays.fill(columns.ints[i], GARBAGE);
        }
      }
    }
    return true;
  }
}
