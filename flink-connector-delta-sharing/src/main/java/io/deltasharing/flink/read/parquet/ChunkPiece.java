/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * Pages of a column chunk that follow each other and are read.
 *
 * @param range where they are
 * @param omitted how many rows are in the pages right before them that are not read
 * @param rows how many are in them, by the index of the pages; negative if that was not asked
 */
record ChunkPiece(ChunkRange range, long omitted, long rows) {
  private static final long NOT_ASKED = -1;

  static ChunkPiece whole(ChunkRange chunk) {
    return new ChunkPiece(chunk, 0, NOT_ASKED);
  }

  Loaded loaded(ChunkBytes bytes) {
    return new Loaded(bytes, omitted, rows);
  }

  /** With its bytes. */
  record Loaded(ChunkBytes bytes, long omitted, long rows) {}
}
