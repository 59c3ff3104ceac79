/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** By a reader of the connector, file after file. */
final class OurScan implements Pass {
  private final OurTable table;
  private final DataFileReader reader;
  private final @Nullable WantedKeys wanted;
  private final RowSum sum;

  /**
   * @param wanted null for all rows
   */
  OurScan(OurTable table, DataFileReader reader, RowType columns, @Nullable WantedKeys wanted) {
    this.wanted = wanted;
    this.table = table;
    this.reader = reader;
    this.sum = new RowSum(columns);
  }

  @Override
  public ReadSum run() throws IOException {
    ReadSum total = ReadSum.NOTHING;
    for (DataFile file : table.files()) {
      total = total.plus(read(file));
    }
    return total;
  }

  private ReadSum read(DataFile file) throws IOException {
    long rows = 0;
    long total = 0;
    try (FileRows open = reader.open(file, 0)) {
      for (Optional<RowBatch> next = open.next(); next.isPresent(); next = open.next()) {
        RowBatch batch = next.get();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
          RowData row = batch.row(i);
          if (WantedKeys.has(wanted, row)) {
            total += sum.of(row);
            rows++;
          }
        }
        batch.release();
      }
    }
    return new ReadSum(rows, total);
  }

  @Override
  public void close() {
    table.storage().close();
  }
}
