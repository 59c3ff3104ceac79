/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.TableSnapshot;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.testing.RefusedTables;
import io.deltasharing.flink.testing.VendedAccess;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.testing.WrittenVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version of every history that delta-spark wrote, and the newest of all its other tables,
 * planned and read without a cluster.
 */
@Timeout(120)
class WrittenVersionsITCase {
  @TempDir static Path directory;
  private static List<WrittenTable> tables = List.of();
  private static EmbeddedDeltaSharingServer server;
  private static int versions;

  @BeforeAll
  static void shareThem() throws IOException {
    tables = WrittenTables.copyTo(directory);
    server = EmbeddedDeltaSharingServer.builder().start();
    tables.forEach(it -> server.share(SharedTable.of(shared(it), it.directory())));
  }

  @AfterAll
  static void stopServer() {
    server.close();
    System.out.printf("WrittenVersionsITCase: tables=%d versions=%d%n", tables.size(), versions);
  }

  static List<WrittenTable> readable() {
    return tables.stream()
        .filter(it -> !RefusedTables.contain(it) && !isBeyondKernel(it.name()))
        .toList();
  }

  /** It does not read variants within maps, and knows no calendar but today's. */
  private static boolean isBeyondKernel(String table) {
    return table.startsWith("feature-variant") || table.startsWith("feature-calendar");
  }

  @ParameterizedTest
  @MethodSource("readable")
  void givesWhatWasWritten(WrittenTable table) throws Exception {
    try (VendedAccess access = VendedAccess.open(server, shared(table), Clock.systemUTC())) {
      DeltaLog log = new DeltaLog(access.storage(), access.root(), table.name(), Runnable::run);
      for (WrittenVersion version : versionsOf(table)) {
        TableSnapshot snapshot = log.at(version.version());
        List<DataFile> files = log.files(snapshot.version(), null, 0, Integer.MAX_VALUE).files();
        assertThat(read(access, snapshot, files, version.columns()))
            .as("version %d, %s", version.version(), version.operation())
            .containsExactlyInAnyOrderElementsOf(version.rows());
        versions++;
      }
    }
  }

  private static List<WrittenVersion> versionsOf(WrittenTable table) {
    return table.name().startsWith("history-") ? table.versions() : List.of(table.latest());
  }

  private static List<@Nullable Object> read(
      VendedAccess access, TableSnapshot snapshot, List<DataFile> files, RowType columns)
      throws IOException {
    KernelFileReader reader =
        KernelFileReader.of(
            access.storage(), access.root(), snapshot.definition(), columns, "the table");
    List<@Nullable Object> rows = new ArrayList<>();
    for (DataFile file : files) {
      try (FileRows open = reader.open(file, 0)) {
        for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
          for (int i = 0; i < batch.get().size(); i++) {
            rows.add(RowValues.of(batch.get().row(i), columns));
          }
        }
      }
    }
    return rows;
  }

  private static String shared(WrittenTable table) {
    return "features.spark." + table.name();
  }
}
