/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.KernelAdapter;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.ReadFilter;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.parquet.ParquetReader;
import io.deltasharing.flink.read.parquet.ScanSettings;
import io.deltasharing.flink.testing.VendedAccess;
import io.deltasharing.flink.types.DeltaTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A table that Kernel writes, the server shares and the connector's rooms read. */
final class SharedFixture implements AutoCloseable {
  final DeltaTableFixture table;
  private final String name;
  private final VendedAccess access;

  private SharedFixture(DeltaTableFixture table, String name, VendedAccess access) {
    this.table = table;
    this.name = name;
    this.access = access;
  }

  static SharedFixture create(
      EmbeddedDeltaSharingServer server,
      Path directory,
      StructType schema,
      List<String> partitionColumns,
      Map<String, String> properties)
      throws Exception {
    DeltaTableFixture table =
        DeltaTableFixture.create(directory, schema, partitionColumns, properties);
    String name = "s.d." + directory.getFileName();
    server.share(SharedTable.of(name, directory));
    return new SharedFixture(table, name, VendedAccess.open(server, name, Clock.systemUTC()));
  }

  TableSnapshot snapshot() throws IOException {
    return log().latest();
  }

  /** The files of the newest version. */
  List<DataFile> files() throws IOException {
    DeltaLog log = log();
    return log.files(log.latest().version(), null, 0, Integer.MAX_VALUE).files();
  }

  private DeltaLog log() {
    return new DeltaLog(access.storage(), access.root(), name, Runnable::run);
  }

  /** All columns, as a user would declare them. */
  RowType columns() throws IOException {
    return (RowType) DeltaTypes.toFlink(KernelAdapter.schema(snapshot().definition().schemaJson()));
  }

  List<List<@Nullable Object>> readAll() throws IOException {
    return read(columns());
  }

  List<List<@Nullable Object>> read(RowType columns) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (DataFile file : files()) {
      rows.addAll(read(file, 0, columns));
    }
    return rows;
  }

  /** As both readers see them, and with a filter that all of them satisfy. */
  List<List<@Nullable Object>> read(DataFile file, long firstRow, RowType columns)
      throws IOException {
    List<List<@Nullable Object>> rows = rows(kernelReader(columns).open(file, firstRow), columns);
    assertThat(rows(fastReader(columns).open(file, firstRow), columns)).isEqualTo(rows);
    ReadFilter any = new ReadFilter(nullOrNot(columns), columns.getFieldNames());
    assertThat(rows(fastReader(columns).filtered(any).open(file, firstRow), columns))
        .as("filtered by %s", any.predicate())
        .isEqualTo(rows);
    return rows;
  }

  /** Satisfied by every row, which only a look at the rows can tell where some values are null. */
  private static Predicate nullOrNot(RowType columns) {
    return Predicate.allOf(
        columns.getFieldNames().stream()
            .map(Column::of)
            .map(
                it ->
                    Predicate.anyOf(List.of(new Predicate.IsNull(it), new Predicate.IsNotNull(it))))
            .toList());
  }

  private static List<List<@Nullable Object>> rows(FileRows rowsOfFile, RowType columns)
      throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    try (FileRows open = rowsOfFile) {
      for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          rows.add(RowValues.of(batch.get().row(i), columns));
        }
      }
    }
    return rows;
  }

  /** The physical positions of a file's rows from one on, as both readers see them. */
  List<Long> positions(DataFile file, long firstRow) throws IOException {
    List<Long> positions = positions(kernelReader(columns()).open(file, firstRow));
    assertThat(positions(fastReader(columns()).open(file, firstRow))).isEqualTo(positions);
    return positions;
  }

  private static List<Long> positions(FileRows rowsOfFile) throws IOException {
    List<Long> positions = new ArrayList<>();
    try (FileRows open = rowsOfFile) {
      for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          positions.add(batch.get().position(i));
        }
      }
    }
    return positions;
  }

  ParquetReader fastReader(RowType columns) throws IOException {
    return new ParquetReader(
        access.storage(),
        access.root(),
        TableColumns.of(snapshot().definition(), columns, name),
        ScanSettings.DEFAULT,
        () -> {
          throw new AssertionError("the fast reader does not know the file's form");
        });
  }

  KernelFileReader kernelReader(RowType columns) throws IOException {
    return KernelFileReader.of(
        access.storage(), access.root(), snapshot().definition(), columns, name);
  }

  @Override
  public void close() {
    access.close();
  }
}
