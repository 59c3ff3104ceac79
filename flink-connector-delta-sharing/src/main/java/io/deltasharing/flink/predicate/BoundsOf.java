/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

/** What is known of some rows, column by column. */
@FunctionalInterface
public interface BoundsOf {

  /** {@link ColumnBounds#UNKNOWN} where nothing is. */
  ColumnBounds of(Column column);
}
