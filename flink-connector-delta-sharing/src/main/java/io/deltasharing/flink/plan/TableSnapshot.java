/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

/**
 * A version of a table, without its files: those may be a million, and are read piece by piece.
 *
 * @param timestamp when the version was committed, in milliseconds since the epoch
 */
public record TableSnapshot(long version, long timestamp, TableDefinition definition) {}
