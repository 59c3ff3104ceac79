/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.read.RowRange;
import java.util.List;

/**
 * What is read of a row group.
 *
 * @param rows by their physical index, ascending
 * @param pieces of each column in turn
 */
record PageSelection(List<RowRange> rows, List<List<ChunkPiece>> pieces) {

  static PageSelection all(RowRange rows, List<ChunkRange> chunks) {
    return new PageSelection(
        List.of(rows), chunks.stream().map(it -> List.of(ChunkPiece.whole(it))).toList());
  }

  /** The same without rows before one; their pages are read. */
  PageSelection from(long first) {
    return new PageSelection(
        rows.stream()
            .filter(it -> it.end() > first)
            .map(it -> new RowRange(Math.max(it.first(), first), it.end()))
            .toList(),
        pieces);
  }

  long rowCount() {
    return rows.stream().mapToLong(it -> it.end() - it.first()).sum();
  }
}
