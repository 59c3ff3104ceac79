/* SPDX-License-Identifier: Apache-2.0 */
/**
 * From a table's log to the files to read. Delta Kernel replays snapshots, behind one adapter;
 * commits after it are read by ourselves, line by line, because a line is the position that
 * checkpoints hold.
 */
@NullMarked
package io.deltasharing.flink.plan;

import org.jspecify.annotations.NullMarked;
