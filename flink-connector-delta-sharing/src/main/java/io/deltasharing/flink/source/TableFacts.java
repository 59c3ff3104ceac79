/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * What the sharing server says of a table while a query is planned.
 *
 * @param partitionColumns of the version that will be read; empty if that is not known
 * @param estimatedRows about so many the newest version has; empty if not even that is known
 */
@Internal
public record TableFacts(List<String> partitionColumns, OptionalLong estimatedRows) {
  /** Nobody was asked. */
  public static final TableFacts UNKNOWN = new TableFacts(List.of(), OptionalLong.empty());

  public TableFacts {
    partitionColumns = List.copyOf(partitionColumns);
  }
}
