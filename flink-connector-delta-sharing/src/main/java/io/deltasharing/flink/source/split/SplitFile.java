/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.DataFile;

/**
 * A data file and where it stands in the table's history.
 *
 * @param origin where it was planned; its version is that of the rows
 * @param timestamp when that version was committed, in milliseconds since the epoch
 */
public record SplitFile(SplitOrigin origin, long timestamp, DataFile file) {}
