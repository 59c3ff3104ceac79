/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;

/**
 * A column that is neither nested nor repeated.
 *
 * @param leaf the column of the file
 */
record FlatColumn(LeafColumn leaf) implements ColumnReader {

  @Override
  public List<LeafColumn> leaves() {
    return List.of(leaf);
  }

  @Override
  public void skip(long rows) {
    leaf.skip(rows);
  }

  @Override
  public void read(Columns out, int ordinal, int rows) throws IOException {
    leaf.readFlat(out, ordinal, rows);
  }
}
