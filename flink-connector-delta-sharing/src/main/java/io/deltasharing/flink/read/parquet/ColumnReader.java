/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;

/** Reads one column of the rows wanted, batch by batch. */
interface ColumnReader {

  /** The columns of the file from which it reads. */
  List<LeafColumn> leaves();

  /** Passes over rows. */
  void skip(long rows);

  /**
   * Reads the next rows into a column of a batch. What is in it is of an earlier one, which nobody
   * needs, and comes from the same reader.
   */
  void read(Columns out, int ordinal, int rows) throws IOException;
}
