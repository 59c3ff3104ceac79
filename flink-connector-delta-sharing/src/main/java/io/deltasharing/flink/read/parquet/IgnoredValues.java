/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/** Stands for the values of a column of which only the levels are wanted. */
final class IgnoredValues extends LeafValues {

  @Override
  void dictionary(DataPage page) {}

  @Override
  void page(DataPage page) {}

  @Override
  void reset() {}

  @Override
  boolean keepsBytes() {
    return false;
  }

  @Override
  void begin(int capacity, Columns spare, int ordinal) {}

  @Override
  void grow(int capacity) {}

  @Override
  void read(int at, int count) {}

  @Override
  void skip(int count) {}

  @Override
  void spread(int at, int places, int values, boolean[] nulls) {}

  @Override
  void finish(Columns out, int ordinal) {}
}
