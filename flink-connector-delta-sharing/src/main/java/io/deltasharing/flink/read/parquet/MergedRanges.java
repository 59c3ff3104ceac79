/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges of a file joined where they are close to each other: a request costs more than the bytes
 * of a gap.
 *
 * @param ranges in ascending order
 */
record MergedRanges(List<ChunkRange> ranges) {

  static MergedRanges of(List<ChunkRange> chunks, int gap) {
    List<ChunkRange> sorted =
        chunks.stream()
            .filter(it -> it.length() > 0)
            .sorted(Comparator.comparingLong(ChunkRange::from))
            .toList();
    List<ChunkRange> merged = new ArrayList<>();
    for (ChunkRange chunk : sorted) {
      int last = merged.size() - 1;
      if (last >= 0 && joins(merged.get(last), chunk, gap)) {
        ChunkRange before = merged.get(last);
        long end = Math.max(before.end(), chunk.end());
        merged.set(last, new ChunkRange(before.from(), (int) (end - before.from())));
      } else {
        merged.add(chunk);
      }
    }
    return new MergedRanges(merged);
  }

  private static boolean joins(ChunkRange before, ChunkRange next, int gap) {
    return next.from() - before.end() <= gap
        && Math.max(before.end(), next.end()) - before.from() <= ChunkRange.MOST_BYTES;
  }

  /** Which of them has a chunk. */
  int indexOf(ChunkRange chunk) {
    for (int i = 0; i < ranges.size(); i++) {
      if (chunk.from() >= ranges.get(i).from() && chunk.end() <= ranges.get(i).end()) {
        return i;
      }
    }
    throw new IllegalArgumentException("no range has " + chunk);
  }

  long bytes() {
    return ranges.stream().mapToLong(ChunkRange::length).sum();
  }
}
