/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.List;

/**
 * The rows that one data file gives, with its deletion vector if it has one. Compared by identity:
 * a file with another vector is another file.
 */
final class FileRows {
  private final List<Object> partition;
  private final List<TableRow> rows;
  private final boolean vector;

  FileRows(List<Object> partition, List<TableRow> rows, boolean vector) {
    this.partition = partition;
    this.rows = List.copyOf(rows);
    this.vector = vector;
  }

  List<Object> partition() {
    return partition;
  }

  List<TableRow> rows() {
    return rows;
  }

  boolean hasVector() {
    return vector;
  }
}
