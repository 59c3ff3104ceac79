/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.List;

/**
 * A version of a table, whole.
 *
 * @param files in {@link DataFile#ORDER}: a position in this list means the same after every replay
 */
public record TableSnapshot(long version, TableDefinition definition, List<DataFile> files) {}
