/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * Pages of a column chunk that follow each other and are read.
 *
 * @param range where they are
 * @param omitted how many rows are in the pages right before them that are not read
 */
record ChunkPiece(ChunkRange range, long omitted) {

  /** Its bytes. */
  record Loaded(ChunkBytes bytes, long omitted) {}
}
