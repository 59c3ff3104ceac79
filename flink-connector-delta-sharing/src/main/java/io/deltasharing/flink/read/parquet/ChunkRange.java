/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * Where the bytes of a column chunk are in a file.
 *
 * @param from offset of the first byte
 * @param length in bytes
 */
record ChunkRange(long from, int length) {
  /** The largest array that every JVM makes. */
  static final int MOST_BYTES = Integer.MAX_VALUE - 16;

  long end() {
    return from + length;
  }
}
