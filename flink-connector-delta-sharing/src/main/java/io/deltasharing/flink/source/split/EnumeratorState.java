/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.split;

import io.deltasharing.flink.plan.FileKey;
import io.deltasharing.flink.plan.TableDefinition;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint holds of the enumerator: small, whatever the size of the table.
 *
 * @param table share.schema.table: a savepoint of another table must not be taken for this one's
 * @param tableId of the table's metadata
 * @param next the first place that has not been handed to a reader
 * @param lastHandedOut the file before that place in the snapshot; null at its beginning, among
 *     commits, and in the state of version 1, which counted instead
 * @param returned splits that were handed out and came back, for a reader failed
 * @param definition the table as it was at that place; null in the state of version 1
 * @param definitionVersion the version which that is of; it may be later than the place, where
 *     history is read by the newest columns
 * @param lastVersion where a bounded read ends, as it was found at its start
 * @param newestTime the highest of the oldest times of the files so far, in microseconds since the
 *     epoch; {@link #UNKNOWN_TIME} if nobody asks for a watermark of the table, and in the state of
 *     earlier versions than 5
 */
public record EnumeratorState(
    String table,
    String tableId,
    SplitOrigin next,
    @Nullable FileKey lastHandedOut,
    List<DeltaSharingSplit> returned,
    @Nullable TableDefinition definition,
    long definitionVersion,
    OptionalLong lastVersion,
    long newestTime) {
  public static final long UNKNOWN_TIME = Long.MIN_VALUE;

  public EnumeratorState {
    returned = List.copyOf(returned);
  }

  /** Of a table whose times are not known. */
  public EnumeratorState(
      String table,
      String tableId,
      SplitOrigin next,
      @Nullable FileKey lastHandedOut,
      List<DeltaSharingSplit> returned,
      @Nullable TableDefinition definition,
      long definitionVersion,
      OptionalLong lastVersion) {
    this(
        table,
        tableId,
        next,
        lastHandedOut,
        returned,
        definition,
        definitionVersion,
        lastVersion,
        UNKNOWN_TIME);
  }

  /** The same, and how far the watermark has come. */
  public EnumeratorState withNewestTime(long micros) {
    return new EnumeratorState(
        table,
        tableId,
        next,
        lastHandedOut,
        returned,
        definition,
        definitionVersion,
        lastVersion,
        micros);
  }

  /** The same, and further splits that came back. */
  public EnumeratorState withReturned(List<DeltaSharingSplit> more) {
    return new EnumeratorState(
        table,
        tableId,
        next,
        lastHandedOut,
        Stream.concat(returned.stream(), more.stream()).toList(),
        definition,
        definitionVersion,
        lastVersion,
        newestTime);
  }
}
