/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.RowTracking;
import io.deltasharing.flink.plan.RowTrackingColumns;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.read.FileColumn;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.ReadColumn;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.RowRange;
import io.deltasharing.flink.read.RowRangeReader;
import io.deltasharing.flink.read.parquet.ParquetReader;
import io.deltasharing.flink.read.parquet.ScanSettings;
import io.deltasharing.flink.testing.VendedAccess;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.testing.WrittenVersion;
import io.deltasharing.flink.testing.WrittenVersion.RowIds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What files keep of rows that were moved, by both readers: with what the log says of the others it
 * makes the ids that Spark gives, in every version of the tables that track rows.
 */
@Timeout(120)
class MovedRowsITCase {
  private static final RowType ID =
      RowType.of(new LogicalType[] {new BigIntType()}, new String[] {"id"});

  @TempDir static Path directory;
  private static List<WrittenTable> tables = List.of();
  private static EmbeddedDeltaSharingServer server;

  /** Who reads. */
  enum Reader {
    OURS {
      @Override
      RowRangeReader of(VendedAccess access, TableDefinition table, List<String> kept) {
        List<ReadColumn> columns = new ArrayList<>(TableColumns.of(table, ID, "the table"));
        kept.forEach(it -> columns.add(new ReadColumn.InFile(FileColumn.number(it))));
        ParquetReader reader =
            new ParquetReader(
                access.storage(),
                access.root(),
                columns,
                ScanSettings.DEFAULT,
                () -> {
                  throw new AssertionError("files of this table are read by ours");
                });
        return (file, ranges, firstRow) -> reader.open(file, firstRow);
      }
    },
    KERNELS {
      @Override
      RowRangeReader of(VendedAccess access, TableDefinition table, List<String> kept) {
        return KernelFileReader.of(access.storage(), access.root(), table, ID, "the table")
            .reading(kept);
      }
    };

    abstract RowRangeReader of(VendedAccess access, TableDefinition table, List<String> kept);
  }

  @BeforeAll
  static void shareThem() throws IOException {
    tables =
        WrittenTables.copyTo(directory).stream()
            .filter(it -> !it.latest().rowIds().isEmpty())
            .toList();
    server = EmbeddedDeltaSharingServer.builder().start();
    tables.forEach(it -> server.share(SharedTable.of(shared(it), it.directory())));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void rowsKeepTheirIds(Reader reader) throws Exception {
    assertThat(tables).isNotEmpty();
    int kept = 0;
    for (WrittenTable table : tables) {
      try (VendedAccess access = VendedAccess.open(server, shared(table), Clock.systemUTC())) {
        DeltaLog log = new DeltaLog(access.storage(), access.root(), table.name(), Runnable::run);
        for (WrittenVersion version : table.versions()) {
          TableSnapshot snapshot = log.at(version.version());
          List<DataFile> files = log.files(version.version(), null, 0, 1000).files();
          List<RowIds> found = new ArrayList<>();
          kept += read(reader, access, snapshot.definition(), files, found);
          found.sort(Comparator.comparing(RowIds::id));
          assertThat(found).as("%s %d", table, version.version()).isEqualTo(version.rowIds());
        }
      }
    }
    assertThat(kept).as("ids that files keep").isPositive();
  }

  /** Adds the rows of files, and counts the ids that are in the files. */
  private static int read(
      Reader reader,
      VendedAccess access,
      TableDefinition table,
      List<DataFile> files,
      List<RowIds> rows)
      throws IOException {
    RowTrackingColumns columns = table.rowTrackingIfAny().orElseThrow();
    RowRangeReader by = reader.of(access, table, List.of(columns.rowId(), columns.commitVersion()));
    int kept = 0;
    for (DataFile file : files) {
      RowTracking log = file.rowTrackingIfAny().orElseThrow();
      try (FileRows open = by.open(file, List.of(new RowRange(0, Long.MAX_VALUE)), 0)) {
        for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
          for (int i = 0; i < batch.get().size(); i++) {
            RowData row = batch.get().row(i);
            kept += row.isNullAt(1) ? 0 : 1;
            rows.add(
                new RowIds(
                    row.getLong(0),
                    or(number(row, 1), log.idOf(batch.get().position(i))),
                    or(number(row, 2), log.commitVersion())));
          }
        }
      }
    }
    return kept;
  }

  private static @Nullable Long number(RowData row, int field) {
    return row.isNullAt(field) ? null : row.getLong(field);
  }

  private static Long or(@Nullable Long kept, long fromLog) {
    return kept == null ? fromLog : kept;
  }

  private static String shared(WrittenTable table) {
    return "features.spark." + table.name();
  }
}
