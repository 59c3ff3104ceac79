/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * What the sharing server says of a table while a query is planned.
 *
 * @param partitionColumns those that were declared, as they were, of the version that will be read;
 *     empty if that is not known
 * @param estimatedRows about so many the newest version has; empty if not even that is known
 */
@Internal
public record TableFacts(Set<String> partitionColumns, OptionalLong estimatedRows) {
  /** Nobody was asked. */
  public static final TableFacts UNKNOWN = new TableFacts(Set.of(), OptionalLong.empty());

  public TableFacts {
    partitionColumns = Set.copyOf(partitionColumns);
  }
}
