/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import java.util.List;

/**
 * What a checkpoint holds of the enumerator: small, whatever the size of the table.
 *
 * @param table share.schema.table: a savepoint of another table must not be taken for this one's
 * @param tableId of the table's metadata
 * @param next the first place that has not been handed to a reader
 * @param returned splits that were handed out and came back, for a reader failed
 */
public record EnumeratorState(
    String table, String tableId, SplitOrigin next, List<DeltaSharingSplit> returned) {

  public EnumeratorState {
    returned = List.copyOf(returned);
  }
}
