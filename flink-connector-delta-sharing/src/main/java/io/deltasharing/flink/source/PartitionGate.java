/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileFilter;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.predicate.Verdict;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the files whose partition satisfies a filter that nobody checks after us. Planning leaves
 * out the others, but not those in a state that a query with another filter wrote.
 */
final class PartitionGate implements DataFileReader {
  private final DataFileReader files;
  private final FileFilter filter;
  private final String table;

  /**
   * @param table share.schema.table, for messages
   */
  PartitionGate(DataFileReader files, FileFilter filter, String table) {
    this.files = files;
    this.filter = filter;
    this.table = table;
  }

  /**
   * Opens a file if its rows satisfy the filter.
   *
   * @throws PlanningException if it cannot be told whether the file's rows satisfy the filter
   */
  @Override
  public FileRows open(DataFile file, FileSection section, long firstRow) throws IOException {
    Verdict verdict = filter.byPartition(file.partitionValues());
    if (verdict == Verdict.SOME) {
      throw new PlanningException(
          "Whether rows of '"
              + file.path()
              + "' of "
              + table
              + " satisfy "
              + filter
              + " cannot be told by its partition "
              + file.partitionValues()
              + ": a value is none of its column's type, or the table has other partition columns"
              + " now. Start the query again; if that does not help, tell the table's provider.");
    }
    return verdict == Verdict.ALL ? files.open(file, section, firstRow) : new NoRows();
  }

  @Override
  public void expect(DataFile file, FileSection section) throws IOException {
    if (filter.byPartition(file.partitionValues()) == Verdict.ALL) {
      files.expect(file, section);
    }
  }

  private static final class NoRows implements FileRows {
    @Override
    public Optional<RowBatch> next() {
      return Optional.empty();
    }

    @Override
    public void close() {}
  }
}
