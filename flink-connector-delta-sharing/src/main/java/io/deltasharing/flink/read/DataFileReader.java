/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import io.deltasharing.flink.plan.DataFile;
import java.io.IOException;

/** Opens data files of one table, all with the same columns. One thread at a time. */
public interface DataFileReader {

  /**
   * Opens a file behind a number of its rows.
   *
   * @param firstRow the physical index of the first row that may be returned; deleted rows count
   */
  FileRows open(DataFile file, long firstRow) throws IOException;

  /**
   * Says which file will probably be opened next, so that its first bytes can be on their way by
   * then. Costs nothing but a request if another one is.
   */
  default void expect(DataFile file) throws IOException {}
}
