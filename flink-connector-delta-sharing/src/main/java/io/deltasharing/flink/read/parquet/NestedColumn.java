/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;

/**
 * A column that is nested or repeated: reads the rows of all its leaves, then puts structs, arrays
 * and maps together by their levels.
 */
record NestedColumn(NestedNode root, List<LeafColumn> leaves) implements ColumnReader {

  static NestedColumn of(NestedNode root) {
    return new NestedColumn(root, root.leaves().distinct().toList());
  }

  @Override
  public void skip(long rows) {
    leaves.forEach(it -> it.skip(rows));
  }

  @Override
  public void read(Columns out, int ordinal, int rows) throws IOException {
    for (LeafColumn leaf : leaves) {
      leaf.readNested(rows);
    }
    root.assemble(out, ordinal, rows);
  }
}
