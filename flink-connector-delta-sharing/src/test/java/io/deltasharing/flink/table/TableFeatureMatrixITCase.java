/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.RefusedTables;
import io.deltasharing.flink.testing.TradesDdl;
import io.deltasharing.flink.testing.TypedValues;
import io.deltasharing.flink.testing.WrittenTable;
import io.deltasharing.flink.testing.WrittenTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every table that delta-spark wrote, in SQL: by a batch and by a streaming query, from a store
 * that answers 403 for what is not there and from one that answers 404.
 */
@Timeout(60)
class TableFeatureMatrixITCase {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir static Path directory;
  private static final List<Store> STORES = new ArrayList<>();
  private static final TreeSet<String> FAILED = new TreeSet<>();
  private static List<WrittenTable> tables = List.of();

  /** A server and its store, in one of the two dialects. */
  private record Store(EmbeddedDeltaSharingServer server, Path profile) {

    static Store start(boolean missingKeyIsForbidden) {
      EmbeddedDeltaSharingServer server =
          EmbeddedDeltaSharingServer.builder().missingKeyIsForbidden(missingKeyIsForbidden).start();
      tables.forEach(it -> server.share(SharedTable.of(shared(it), it.directory())));
      Path profile = directory.resolve("config-" + missingKeyIsForbidden + ".share");
      return new Store(server, server.writeProfile(profile));
    }

    private static String shared(WrittenTable table) {
      return "features.spark." + table.name();
    }

    TradesDdl ddl(WrittenTable table, String columns) {
      return new TradesDdl(server, profile)
          .with("path", profile + "#" + shared(table))
          .columns(columns);
    }
  }

  @BeforeAll
  static void shareThem() throws IOException {
    tables = WrittenTables.copyTo(directory.resolve("tables"));
    STORES.add(Store.start(true));
    STORES.add(Store.start(false));
  }

  @AfterAll
  static void stopServers() {
    STORES.forEach(it -> it.server().close());
    System.out.printf(
        "TableFeatureMatrixITCase: features=%d read=%d refused=%d failed=%d%n",
        tables.size(), readable().count(), refused().count(), FAILED.size());
  }

  static Stream<WrittenTable> readable() {
    return tables.stream().filter(it -> !RefusedTables.NAMES.containsKey(it.name()));
  }

  static Stream<WrittenTable> refused() {
    return tables.stream().filter(it -> RefusedTables.NAMES.containsKey(it.name()));
  }

  @ParameterizedTest
  @MethodSource("readable")
  void givesWhatWasWritten(WrittenTable table) throws Exception {
    FAILED.add(table.name());
    List<@Nullable Object> expected = table.latest().rows();
    for (Store store : STORES) {
      String ddl = store.ddl(table, table.latest().ddl()).create();
      assertThat(rows(EnvironmentSettings.inBatchMode(), ddl, Integer.MAX_VALUE))
          .as("batch")
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThat(rows(EnvironmentSettings.inStreamingMode(), ddl, expected.size()))
          .as("streaming")
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    FAILED.remove(table.name());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesByName(WrittenTable table) {
    FAILED.add(table.name());
    for (Store store : STORES) {
      TradesDdl ddl = store.ddl(table, "id BIGINT").with("scan.validate-at-planning", "false");
      assertThat(QueryAnswer.ofBatch(ddl.create()))
          .contains(table.name(), RefusedTables.NAMES.get(table.name()));
    }
    FAILED.remove(table.name());
  }

  /** Up to so many rows: a streaming query does not end. */
  private static List<@Nullable Object> rows(EnvironmentSettings mode, String ddl, int most)
      throws Exception {
    TableEnvironment sql = TableEnvironment.create(mode);
    sql.getConfig().set("parallelism.default", "1");
    sql.executeSql(ddl);
    List<@Nullable Object> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql("SELECT * FROM trades").collect()) {
      while (rows.size() < most && found.hasNext()) {
        rows.add(TypedValues.collected(found.next()));
      }
    }
    return rows;
  }
}
