/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import io.deltasharing.flink.read.parquet.ParquetReader;
import io.deltasharing.flink.read.parquet.ScanSettings;
import io.deltasharing.flink.storage.TableStorage;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/**
 * A table as the connector's own rooms see it.
 *
 * @param root where it lies in the storage
 */
record OurTable(
    TableStorage storage, StorageLocation root, TableDefinition definition, List<DataFile> files) {

  static OurTable open(TableStorage storage, StorageLocation root, String name) throws IOException {
    DeltaLog log = new DeltaLog(storage, root, name, Runnable::run);
    TableSnapshot snapshot = log.latest();
    List<DataFile> files = log.files(snapshot.version(), null, 0, Integer.MAX_VALUE).files();
    return new OurTable(storage, root, snapshot.definition(), files);
  }

  /**
   * The connector's reader.
   *
   * @param wanted null for all rows
   */
  DataFileReader reader(RowType columns, @Nullable WantedKeys wanted) {
    ParquetReader reader =
        new ParquetReader(
            storage,
            root,
            TableColumns.of(definition, columns, "bench"),
            ScanSettings.DEFAULT,
            () -> {
              throw new IllegalStateException("the fast reader does not know the files' form");
            });
    return wanted == null ? reader : reader.filtered(wanted.pushed());
  }

  /** The connector's other reader, by which the results of the first are checked. */
  DataFileReader kernelReader(RowType columns) {
    KernelFileReader kernel = KernelFileReader.of(storage, root, definition, columns, "bench");
    return (file, section, firstRow) -> kernel.open(file, firstRow);
  }
}
