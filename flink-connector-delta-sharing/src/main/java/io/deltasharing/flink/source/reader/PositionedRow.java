/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * A row and where the next one begins. The same object again for each row of a batch, for whoever
 * gets it is done with it before the next; the rows are not. Task thread only.
 */
final class PositionedRow {
  private final int file;
  private @Nullable RowData row;
  private long nextPosition;

  /**
   * @param file index among the split's files
   */
  PositionedRow(int file) {
    this.file = file;
  }

  /**
   * Goes on to a row.
   *
   * @param next the physical index behind it
   */
  PositionedRow at(RowData current, long next) {
    row = current;
    nextPosition = next;
    return this;
  }

  RowData row() {
    if (row == null) {
      throw new IllegalStateException("there is no row yet");
    }
    return row;
  }

  int file() {
    return file;
  }

  long nextPosition() {
    return nextPosition;
  }
}
