/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

/**
 * The bytes of a column chunk, compressed as they are stored.
 *
 * @param array has those of other chunks too
 * @param from where the chunk begins
 * @param end where it ends
 */
@SuppressWarnings("ArrayRecordComponent")
record ChunkBytes(byte[] array, int from, int end) {}
