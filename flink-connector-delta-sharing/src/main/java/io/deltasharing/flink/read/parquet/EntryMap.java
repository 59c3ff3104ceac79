/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;

/** A map: some consecutive keys of a batch, and their values. */
final class EntryMap implements MapData {
  static final int KEYS = 0;
  static final int VALUES = 1;

  private final Columns entries;
  private final int from;
  private final int size;

  EntryMap(Columns entries, int from, int size) {
    this.entries = entries;
    this.from = from;
    this.size = size;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public ArrayData keyArray() {
    return entries.elements(KEYS, from, size);
  }

  @Override
  public ArrayData valueArray() {
    return entries.elements(VALUES, from, size);
  }
}
