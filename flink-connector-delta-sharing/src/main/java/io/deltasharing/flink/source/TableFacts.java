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
 * @param lacksRowTracking whether that version surely does not track rows
 * @param estimatedRows about so many the newest version has; empty if not even that is known
 */
@Internal
public record TableFacts(
    Set<String> partitionColumns, boolean lacksRowTracking, OptionalLong estimatedRows) {
  /** Nobody was asked. */
  public static final TableFacts UNKNOWN = new TableFacts(Set.of(), false, OptionalLong.empty());

  public TableFacts {
    partitionColumns = Set.copyOf(partitionColumns);
  }

  /**
   * Checks what is known of metadata that is asked for.
   *
   * @throws io.deltasharing.flink.types.SchemaMismatchException if the table surely does not have
   *     it
   */
  public void check(ReadSettings settings) {
    if (lacksRowTracking && !settings.trackedMetadata().isEmpty()) {
      throw settings.readColumns().untracked();
    }
  }
}
