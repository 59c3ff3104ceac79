/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.List;

/**
 * A part of a file with the indexes of its pages.
 *
 * @param from its offset in the file
 */
record IndexBytes(long from, ChunkBytes bytes) {
  static final IndexBytes NONE = new IndexBytes(0, new ChunkBytes(new byte[0], 0, 0));

  static IndexBytes read(FileBytes file, ChunkRange range) throws IOException {
    return new IndexBytes(range.from(), file.bytes(range.from(), range.length()));
  }

  /** From the first byte of some ranges to the last. */
  static ChunkRange span(List<ChunkRange> ranges) throws MalformedFileException {
    long from = ranges.stream().mapToLong(ChunkRange::from).min().orElse(0);
    long end = ranges.stream().mapToLong(ChunkRange::end).max().orElse(0);
    if (end - from > ChunkRange.MOST_BYTES) {
      throw new MalformedFileException("the indexes of its pages are too far from each other");
    }
    return new ChunkRange(from, (int) (end - from));
  }

  boolean has(List<ChunkRange> ranges) {
    long end = from + bytes.end() - bytes.from();
    return ranges.stream().allMatch(it -> it.from() >= from && it.end() <= end);
  }

  ThriftBytes at(ChunkRange range) {
    int start = bytes.from() + (int) (range.from() - from);
    return new ThriftBytes(bytes.array(), start, start + range.length());
  }
}
