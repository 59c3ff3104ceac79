/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values of 32 bits and fewer: integers, days, booleans, and floats by their bits. */
final class IntValues extends LeafValues {
  private final IntSource.Factory plain;
  private int[] values = new int[0];
  private int @Nullable [] dictionary;
  private IntSource source = IntSource.NONE;

  IntValues(IntSource.Factory plain) {
    this.plain = plain;
  }

  @Override
  void dictionary(DataPage page) throws IOException {
    IntSource entries = plain.open(page);
    // An entry takes up at least four bytes, so that this is no larger than the page.
    int[] read = new int[DictionaryIndexes.checkSize(page, Integer.BYTES)];
    entries.read(read, 0, read.length);
    dictionary = read;
  }

  @Override
  void page(DataPage page) throws IOException {
    source =
        page.usesDictionary()
            ? new IntSource.Dictionary(DictionaryIndexes.require(dictionary), page)
            : plain.open(page);
  }

  @Override
  void reset() {
    dictionary = null;
    source = IntSource.NONE;
  }

  @Override
  boolean keepsBytes() {
    return false;
  }

  @Override
  void begin(int capacity, Columns spare, int ordinal) {
    int[] used = spare.ints[ordinal];
    values = used != null && used.length >= capacity ? used : new int[capacity];
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
    spread(values, at, places, count, nulls);
  }

  @Override
  void finish(Columns out, int ordinal) {
    out.ints[ordinal] = values;
  }
}
