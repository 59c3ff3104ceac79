/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import io.deltasharing.flink.plan.DataFile;
import java.io.IOException;
import java.util.List;

/** Opens data files of one table, all with the same columns, by their rows. */
@FunctionalInterface
public interface RowRangeReader {

  /**
   * Opens some rows of a file.
   *
   * @param ranges those that may be returned, ascending
   * @param firstRow none before it is returned either
   */
  FileRows open(DataFile file, List<RowRange> ranges, long firstRow) throws IOException;

  /** Opens a whole file behind a number of its rows. */
  default FileRows open(DataFile file, long firstRow) throws IOException {
    return open(file, List.of(new RowRange(0, Long.MAX_VALUE)), firstRow);
  }
}
