/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;
import java.io.IOException;

/** Opens data files of one table, all with the same columns. One thread at a time. */
public interface DataFileReader {

  /**
   * Opens a file behind a number of its rows.
   *
   * @param section the part of it that is read
   * @param firstRow the physical index of the first row that may be returned; deleted rows count,
   *     and so do those that are not in the section
   */
  FileRows open(DataFile file, FileSection section, long firstRow) throws IOException;

  /** Opens a whole file behind a number of its rows. */
  default FileRows open(DataFile file, long firstRow) throws IOException {
    return open(file, FileSection.WHOLE, firstRow);
  }

  /**
   * Says what will probably be opened next, from its beginning, so that its first bytes can be on
   * their way by then. Costs nothing but a request if something else is.
   */
  default void expect(DataFile file, FileSection section) throws IOException {}

  /** Says which whole file will probably be opened next. */
  default void expect(DataFile file) throws IOException {
    expect(file, FileSection.WHOLE);
  }
}
