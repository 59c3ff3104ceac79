/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import io.deltasharing.flink.plan.DataFile;
import java.util.function.Function;
import org.apache.flink.table.types.logical.LogicalType;
import org.jspecify.annotations.Nullable;

/** Where a column of the rows produced comes from. */
public sealed interface ReadColumn {

  /** From the file; null if the file does not have it. */
  record InFile(FileColumn column) implements ReadColumn {}

  /**
   * The same in all rows of a file, like the value of a partition.
   *
   * @param value in Flink's internal form
   */
  record Constant(LogicalType type, Function<DataFile, @Nullable Object> value)
      implements ReadColumn {}
}
