/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a table through Kernel. */
final class KernelRows {

  private final Engine engine = LocalEngine.create();
  private final Snapshot snapshot;

  KernelRows(Path table) {
    snapshot = TableManager.loadSnapshot(table.toString()).build(engine);
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** Paths of the data files, as the log has them. */
  List<String> files() throws IOException {
    List<String> files = new ArrayList<>();
    forEachFile((scan, file) -> files.add(InternalScanFileUtils.getAddFileStatus(file).getPath()));
    return files;
  }

  /** Every row, each value as Kernel holds it; nested ones as lists. */
  List<List<@Nullable Object>> read() throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEachFile((scan, file) -> readFile(scan, file, rows));
    return rows;
  }

  private void forEachFile(FileAction action) throws IOException {
    Scan scan = snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> files = batches.next().getRows()) {
          while (files.hasNext()) {
            action.accept(scan, files.next());
          }
        }
      }
    }
  }

  private void readFile(Scan scan, Row file, List<List<@Nullable Object>> rows) throws IOException {
    Row state = scan.getScanState(engine);
    StructType physical = ScanStateRow.getPhysicalDataReadSchema(state);
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    try (CloseableIterator<FileReadResult> results =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(status), physical, Optional.empty());
        CloseableIterator<FilteredColumnarBatch> logical =
            Scan.transformPhysicalData(engine, state, file, results.map(FileReadResult::getData))) {
      while (logical.hasNext()) {
        addRows(logical.next(), rows);
      }
    }
  }

  private static void addRows(FilteredColumnarBatch batch, List<List<@Nullable Object>> rows) {
    StructType schema = batch.getData().getSchema();
    for (int r = 0; r < batch.getData().getSize(); r++) {
      List<@Nullable Object> row = new ArrayList<>();
      for (int c = 0; c < schema.length(); c++) {
        row.add(value(batch.getData().getColumnVector(c), r));
      }
      rows.add(row);
    }
  }

  private static @Nullable Object value(ColumnVector vector, int row) {
    if (vector.isNullAt(row)) {
      return null;
    }
    if (vector.getDataType() instanceof StructType struct) {
      List<@Nullable Object> fields = new ArrayList<>();
      for (int i = 0; i < struct.length(); i++) {
        fields.add(value(vector.getChild(i), row));
      }
      return fields;
    }
    if (vector.getDataType() instanceof TimestampNTZType) {
      return vector.getLong(row);
    }
    if (vector.getDataType() instanceof ArrayType) {
      return values(vector.getArray(row).getElements());
    }
    if (vector.getDataType() instanceof MapType) {
      return List.of(values(vector.getMap(row).getKeys()), values(vector.getMap(row).getValues()));
    }
    return VectorUtils.getValueAsObject(vector, vector.getDataType(), row);
  }

  private static List<@Nullable Object> values(ColumnVector vector) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < vector.getSize(); i++) {
      values.add(value(vector, i));
    }
    return values;
  }

  private interface FileAction {
    void accept(Scan scan, Row file) throws IOException;
  }
}
