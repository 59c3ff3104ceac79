/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of 64 bits: integers, micros, unscaled decimals, and doubles by their bits. */
final class LongValues extends LeafValues {
  private final LongSource.Factory plain;
  private final int smallest;
  private long[] values = new long[0];
  private long @Nullable [] dictionary;
  private LongSource source = LongSource.NONE;

  /**
   * @param smallest how many bytes a value takes up at least where it is stored plainly
   */
  LongValues(LongSource.Factory plain, int smallest) {
    this.plain = plain;
    this.smallest = smallest;
  }

  @Override
  void dictionary(DataPage page) throws IOException {
    LongSource entries = plain.open(page);
    long[] read = new long[DictionaryIndexes.checkSize(page, smallest)];
    entries.read(read, 0, read.length);
    dictionary = read;
  }

  @Override
  void page(DataPage page) throws IOException {
    source =
        page.usesDictionary()
            ? new LongSource.Dictionary(DictionaryIndexes.require(dictionary), page)
            : plain.open(page);
  }

  @Override
  void reset() {
    dictionary = null;
    source = LongSource.NONE;
  }

  @Override
  boolean keepsBytes() {
    return false;
  }

  @Override
  void begin(int capacity, Columns spare, int ordinal) {
    long[] used = spare.longs[ordinal];
    values = used != null && used.length >= capacity ? used : new long[capacity];
  }

  @Override
  void grow(int capacity) {
    if (capacity > values.length) {
      values = Arrays.copyOf(values, grown(values.length, capacity));
    }
  }

  @Override
  void read(int at, int count) throws IOException {
    source.read(values, at, count);
  }

  @Override
  void skip(int count) throws IOException {
    source.skip(count);
  }

  @Override
  void spread(int at, int places, int count, boolean[] nulls) {
    // Without a jump, as for ints.
    int from = at + count;
    for (int to = at + places - 1; to >= at; to--) {
      int present = nulls[to] ? 0 : 1;
      from -= present;
      values[to] = values[from] & -(long) present;
    }
  }

  @Override
  void finish(Columns out, int ordinal) {
    out.longs[ordinal] = values;
  }
}
