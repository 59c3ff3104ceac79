/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.plan.DeletionVector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data file of the model.
 *
 * @param path decoded
 * @param rows how many there are physically
 * @param size in bytes, as the log says
 * @param vector deletes the first rows, as many as it says; null if none are deleted
 */
record HistoryFile(String path, int rows, long size, @Nullable DeletionVector vector) {

  HistoryFile with(@Nullable DeletionVector newVector) {
    return new HistoryFile(path, rows, size, newVector);
  }

  int deleted() {
    return vector == null ? 0 : (int) vector.cardinality();
  }

  /** What is to be read of it when it is found at a place. */
  List<String> rowsAt(String place) {
    List<String> keys = new ArrayList<>();
    for (int row = deleted(); row < rows; row++) {
      keys.add(key(place, path, vector, row));
    }
    return keys;
  }

  /** What tells rows apart. */
  static String key(String place, String path, @Nullable DeletionVector vector, long row) {
    return place + " " + path + (vector == null ? "" : " " + vector.id()) + " #" + row;
  }
}
