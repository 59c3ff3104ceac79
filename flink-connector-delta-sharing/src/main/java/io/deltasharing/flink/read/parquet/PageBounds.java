/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.ColumnBounds;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.parquet.format.ColumnIndex;

/** What is known of a column's values page by page. */
final class PageBounds {
  private final FilteredColumn column;
  private final ColumnIndex index;
  private final PagePlaces places;

  PageBounds(FilteredColumn column, ColumnIndex index, PagePlaces places)
      throws MalformedFileException {
    this.column = column;
    this.index = index;
    this.places = places;
    int count = places.count();
    if (index.getNull_pages().size() != count
        || index.getMin_values().size() != count
        || index.getMax_values().size() != count
        || (index.isSetNull_counts() && index.getNull_counts().size() != count)) {
      throw PagePlaces.garbled();
    }
  }

  /** What is known of the page that a row is in, counted from the beginning of the row group. */
  ColumnBounds at(long row) {
    int low = 0;
    int high = places.count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (places.start(middle) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return of(low);
  }

  private ColumnBounds of(int page) {
    if (index.getNull_pages().get(page)) {
      return ColumnBounds.ALL_NULL;
    }
    long count = index.isSetNull_counts() ? index.getNull_counts().get(page) : -1;
    return column.bounds(
        bytes(index.getMin_values(), page),
        bytes(index.getMax_values(), page),
        column.nulls(count, places.end(page) - places.start(page)));
  }

  private static byte[] bytes(List<ByteBuffer> values, int page) {
    ByteBuffer value = values.get(page).duplicate();
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return bytes;
  }
}
