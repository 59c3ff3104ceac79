/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import org.apache.flink.table.data.RowData;

/**
 * Some rows of a data file and where they stand in it. All are valid at the same time, until the
 * batch is released.
 */
public interface RowBatch {

  /** How many rows. */
  int size();

  RowData row(int index);

  /** The physical index in the file of a row of this batch. */
  long position(int index);

  /**
   * Says that no row of the batch is needed any more; whoever looks at one afterwards sees
   * anything. Its memory serves for batches that follow. A batch need not be released. Of any
   * thread, one at a time; once more does nothing.
   */
  default void release() {}
}
