/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.storage.PendingBytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bytes of those columns of a row group that are read; maybe still on their way. */
final class RowGroupBytes {
  private static final byte[] NONE = {};

  private final List<Source> sources;

  private RowGroupBytes(List<Source> sources) {
    this.sources = sources;
  }

  @FunctionalInterface
  private interface Source {
    ChunkBytes await() throws IOException;
  }

  static RowGroupBytes of(byte[] file, List<ChunkRange> chunks) {
    List<Source> sources = new ArrayList<>();
    for (ChunkRange chunk : chunks) {
      ChunkBytes bytes = new ChunkBytes(file, (int) chunk.from(), (int) chunk.end());
      sources.add(() -> bytes);
    }
    return new RowGroupBytes(sources);
  }

  static RowGroupBytes of(
      MergedRanges merged, List<PendingBytes> pending, List<ChunkRange> chunks) {
    List<Source> sources = new ArrayList<>();
    for (ChunkRange chunk : chunks) {
      if (chunk.length() == 0) {
        sources.add(() -> new ChunkBytes(NONE, 0, 0));
      } else {
        int index = merged.indexOf(chunk);
        PendingBytes bytes = pending.get(index);
        int from = (int) (chunk.from() - merged.ranges().get(index).from());
        sources.add(() -> new ChunkBytes(bytes.await(), from, from + chunk.length()));
      }
    }
    return new RowGroupBytes(sources);
  }

  /** The bytes of one of the chunks that were asked for, by its place in that list. */
  ChunkBytes chunk(int index) throws IOException {
    return sources.get(index).await();
  }
}
