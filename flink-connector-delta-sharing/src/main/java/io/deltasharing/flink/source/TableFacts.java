/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * What the sharing server says of a table while a query is planned.
 *
 * @param partitionColumns of the version that will be read; empty if that is not known
 * @param bytes of the newest version's data files
 * @param files how many of those there are
 */
@Internal
public record TableFacts(List<String> partitionColumns, OptionalLong bytes, OptionalLong files) {
  /** Nobody was asked. */
  public static final TableFacts UNKNOWN =
      new TableFacts(List.of(), OptionalLong.empty(), OptionalLong.empty());

  public TableFacts {
    partitionColumns = List.copyOf(partitionColumns);
  }
}
