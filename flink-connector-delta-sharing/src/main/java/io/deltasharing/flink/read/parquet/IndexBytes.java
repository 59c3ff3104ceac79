/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Indexes of the pages of a file.
 *
 * @param places the bytes of each, by where it is in the file
 */
record IndexBytes(Map<ChunkRange, ChunkBytes> places) {
  static final IndexBytes NONE = new IndexBytes(Map.of());

  /** From the first byte of some places to the last. */
  static long spanOf(List<ChunkRange> places) {
    return end(places) - from(places);
  }

  /** Reads all in one request. They are not far from each other. */
  static IndexBytes readSpan(FileBytes file, List<ChunkRange> places) throws IOException {
    long from = from(places);
    ChunkBytes bytes = file.bytes(from, (int) spanOf(places));
    Map<ChunkRange, ChunkBytes> read = new HashMap<>();
    for (ChunkRange place : places) {
      int start = bytes.from() + (int) (place.from() - from);
      read.put(place, new ChunkBytes(bytes.array(), start, start + place.length()));
    }
    return new IndexBytes(read);
  }

  /**
   * Reads no more than these, but for small gaps: between those of one row group are those of all
   * others, and of all columns.
   */
  static IndexBytes readEach(FileBytes file, List<ChunkRange> places) throws IOException {
    RowGroupBytes begun = file.begin(places);
    Map<ChunkRange, ChunkBytes> read = new HashMap<>();
    for (int i = 0; i < places.size(); i++) {
      read.put(places.get(i), begun.chunk(i));
    }
    return new IndexBytes(read);
  }

  boolean has(List<ChunkRange> wanted) {
    return places.keySet().containsAll(wanted);
  }

  ThriftBytes at(ChunkRange place) {
    ChunkBytes bytes = places.get(place);
    if (bytes == null) {
      throw new IllegalArgumentException("no index at " + place + " was read");
    }
    return new ThriftBytes(bytes.array(), bytes.from(), bytes.end());
  }

  private static long from(List<ChunkRange> places) {
    return places.stream().mapToLong(ChunkRange::from).min().orElse(0);
  }

  private static long end(List<ChunkRange> places) {
    return places.stream().mapToLong(ChunkRange::end).max().orElse(0);
  }
}
