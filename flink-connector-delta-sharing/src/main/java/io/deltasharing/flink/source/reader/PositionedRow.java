/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import org.apache.flink.table.data.RowData;

/**
 * A row and where the next one begins.
 *
 * @param file index among the split's files
 * @param nextPosition the physical index behind this row
 */
record PositionedRow(RowData row, int file, long nextPosition) {}
