/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.TableSnapshot;

/**
 * A {@link ReadWindow} on a table as it is.
 *
 * @param table what is read by: the columns of this version
 * @param snapshot whether the files of the version before the first commit are read
 * @param timestamp of that version
 * @param firstCommit the version of the first commit to be read
 * @param lastVersion the last version to be read; {@link Long#MAX_VALUE} if there is none
 */
public record PlannedWindow(
    TableSnapshot table, boolean snapshot, long timestamp, long firstCommit, long lastVersion) {}
