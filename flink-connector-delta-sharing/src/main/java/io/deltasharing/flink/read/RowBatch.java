/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import org.apache.flink.table.data.RowData;

/** Some rows of a data file and where they stand in it. Rows stay valid after the batch. */
public interface RowBatch {

  /** How many rows. */
  int size();

  RowData row(int index);

  /** The physical index in the file of a row of this batch. */
  long position(int index);
}
