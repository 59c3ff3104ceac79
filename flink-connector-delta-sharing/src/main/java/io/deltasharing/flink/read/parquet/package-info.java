/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads Parquet files into batches of primitive arrays, and shows those as rows.
 *
 * <p>From the file to the row: {@code Footer} says what there is; {@code FilePlan} matches it with
 * the columns wanted; {@code RowGroupBytes} brings the bytes of a row group; a {@code ChunkPages}
 * for each column takes pages from them; a {@code LeafColumn} decodes levels and, with the {@code
 * LeafValues} of its type, values; {@code Columns} holds what was decoded of one batch, and {@code
 * BatchRow} is a row of it.
 */
@NullMarked
package io.deltasharing.flink.read.parquet;

import org.jspecify.annotations.NullMarked;
