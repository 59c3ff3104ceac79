/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.TableFacts;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;

/**
 * A source that is checked when it is made. The planner asks for a provider already while it knows
 * only which metadata was declared, and not yet what of it the query needs.
 *
 * @param facts of the table
 */
record CheckedSource(ReadSettings settings, TableFacts facts, @Nullable Integer parallelism)
    implements SourceProvider {

  /**
   * Makes it.
   *
   * @throws ValidationException if the table surely does not have the metadata that is read
   */
  @Override
  public Source<RowData, ?, ?> createSource() {
    try {
      facts.check(settings);
    } catch (SchemaMismatchException e) {
      // The message says it all; a stack trace would only hide it.
      throw new ValidationException(e.getMessage());
    }
    return new DeltaSharingSource(settings);
  }

  @Override
  public boolean isBounded() {
    return settings.discovery().isBounded();
  }

  @Override
  public Optional<Integer> getParallelism() {
    return Optional.ofNullable(parallelism);
  }
}
