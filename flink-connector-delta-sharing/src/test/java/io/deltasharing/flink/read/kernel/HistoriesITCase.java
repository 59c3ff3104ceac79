/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.plan.ChangeMode;
import io.deltasharing.flink.plan.Commit;
import io.deltasharing.flink.plan.CommitLimits;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.DeltaLog;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.testing.VendedAccess;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import io.deltasharing.flink.testing.WrittenVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each change mode makes of each commit of the histories that delta-spark wrote: inserts,
 * deletes, updates, merges, rearrangements. What must come is what the writer knows.
 */
@Timeout(120)
class HistoriesITCase {
  private static final CommitLimits ALL =
      new CommitLimits(1000, Long.MAX_VALUE, 10_000, Long.MAX_VALUE);

  @TempDir static Path directory;
  private static final Map<ChangeMode, Integer> PASSED = new EnumMap<>(ChangeMode.class);
  private static List<WrittenTable> histories = List.of();
  private static EmbeddedDeltaSharingServer server;
  private static int commits;

  @BeforeAll
  static void shareThem() throws IOException {
    histories =
        WrittenTables.copyTo(directory).stream()
            .filter(it -> it.name().startsWith("history-"))
            .toList();
    server = EmbeddedDeltaSharingServer.builder().start();
    histories.forEach(it -> server.share(SharedTable.of(shared(it), it.directory())));
  }

  @AfterAll
  static void stopServer() {
    server.close();
    System.out.printf(
        "HistoriesITCase: histories=%d commits=%d passed=%s mismatches=0%n",
        histories.size(), commits, PASSED);
  }

  static List<WrittenTable> histories() {
    return histories;
  }

  @ParameterizedTest
  @MethodSource("histories")
  void emitsWhatEachModePromises(WrittenTable table) throws Exception {
    try (VendedAccess access = VendedAccess.open(server, shared(table), Clock.systemUTC())) {
      DeltaLog log = new DeltaLog(access.storage(), access.root(), table.name(), Runnable::run);
      List<Commit> found = log.commitsFrom(table.versions().get(0).version(), ALL).commits();
      for (Commit commit : found) {
        WrittenVersion written =
            table.versions().stream()
                .filter(it -> it.version() == commit.version())
                .findFirst()
                .orElseThrow();
        TableDefinition definition = log.at(commit.version()).definition();
        for (ChangeMode mode : ChangeMode.values()) {
          check(access, definition, commit, written, mode);
        }
        commits++;
      }
    }
  }

  private static void check(
      VendedAccess access,
      TableDefinition definition,
      Commit commit,
      WrittenVersion written,
      ChangeMode mode)
      throws IOException {
    Optional<List<DataFile>> files = mode.filesOf(commit);
    String what = mode + ", version " + written.version() + ", " + written.operation();
    boolean removes = written.entry().path("removes").asInt() > 0;
    if (files.isEmpty()) {
      assertThat(removes).as(what).isTrue();
      assertThat(mode).as(what).isIn(ChangeMode.APPEND_ONLY, ChangeMode.IGNORE_DELETES);
      return;
    }
    PASSED.merge(mode, 1, Integer::sum);
    List<@Nullable Object> rows = read(access, definition, files.get(), written);
    if (!removes || mode == ChangeMode.IGNORE_CHANGES) {
      assertThat(rows).as(what).containsExactlyInAnyOrderElementsOf(written.rows("rowsOfAdded"));
    } else {
      assertThat(mode).as(what).isNotEqualTo(ChangeMode.APPEND_ONLY);
      assertThat(rows).as(what).isEmpty();
    }
    if (mode == ChangeMode.IGNORE_DELETES) {
      assertThat(rows).as(what + ": no new row is lost").containsAll(written.rows("inserted"));
    }
    if (!removes) {
      assertThat(rows).as(what).containsExactlyInAnyOrderElementsOf(written.rows("inserted"));
    }
  }

  private static List<@Nullable Object> read(
      VendedAccess access, TableDefinition definition, List<DataFile> files, WrittenVersion written)
      throws IOException {
    KernelFileReader reader =
        KernelFileReader.of(
            access.storage(), access.root(), definition, written.columns(), "the table");
    List<@Nullable Object> rows = new ArrayList<>();
    for (DataFile file : files) {
      try (FileRows open = reader.open(file, 0)) {
        for (Optional<RowBatch> batch = open.next(); batch.isPresent(); batch = open.next()) {
          for (int i = 0; i < batch.get().size(); i++) {
            rows.add(RowValues.of(batch.get().row(i), written.columns()));
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
