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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
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
 * Every table that delta-spark wrote, in SQL: in batch and in streaming, from a store that answers
 * 403 for what is not there and from one that answers 404. A job reads several tables, which takes
 * a fraction of the time of as many jobs.
 */
@Timeout(180)
class TableFeatureMatrixITCase {
  private static final int TABLES_PER_JOB = 12;

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
          .with("scan.variant.as-json", "true")
          .columns(columns);
    }
  }

  /** Some of the tables, in one mode from one store. */
  private record Run(List<WrittenTable> tables, RuntimeExecutionMode mode, Store store) {

    /** Rows as texts that begin with the table's name. */
    List<String> expected() {
      return tables.stream()
          .flatMap(it -> it.latest().rows().stream().map(row -> row(it.name(), row)))
          .toList();
    }

    private static String row(String table, @Nullable Object row) {
      return table + ": " + TypedValues.text(row);
    }

    List<String> rows() throws Exception {
      int most = mode == RuntimeExecutionMode.BATCH ? Integer.MAX_VALUE : expected().size();
      List<String> rows = new ArrayList<>();
      try (CloseableIterator<String> found = query().executeAndCollect(toString())) {
        // A streaming query does not end.
        while (rows.size() < most && found.hasNext()) {
          rows.add(found.next());
        }
      }
      return rows;
    }

    private DataStream<String> query() {
      Configuration configuration = new Configuration();
      configuration.setString("restart-strategy.type", "none");
      StreamExecutionEnvironment env =
          StreamExecutionEnvironment.getExecutionEnvironment(configuration);
      env.setParallelism(1).setRuntimeMode(mode);
      StreamTableEnvironment sql = StreamTableEnvironment.create(env);
      DataStream<String> first = query(sql, tables.get(0));
      return tables.stream()
          .skip(1)
          .map(it -> query(sql, it))
          .reduce(first, (all, next) -> all.union(next));
    }

    private DataStream<String> query(StreamTableEnvironment sql, WrittenTable table) {
      String name = table.name();
      sql.executeSql(store.ddl(table, table.latest().ddl()).create("`" + name + "`"));
      return sql.toDataStream(sql.sqlQuery("SELECT * FROM `" + name + "`"))
          .map(it -> row(name, TypedValues.collected(it)))
          .returns(Types.STRING);
    }

    @Override
    public String toString() {
      return mode + " from " + store.profile().getFileName() + ": " + tables;
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
        tables.size(), readable().size(), refused().count(), FAILED.size());
  }

  private static List<WrittenTable> readable() {
    return tables.stream().filter(it -> !RefusedTables.contain(it)).toList();
  }

  static Stream<WrittenTable> refused() {
    return tables.stream().filter(RefusedTables::contain);
  }

  static Stream<Run> runs() {
    List<WrittenTable> readable = readable();
    int jobs = (readable.size() + TABLES_PER_JOB - 1) / TABLES_PER_JOB;
    return IntStream.range(0, jobs)
        .mapToObj(it -> it * TABLES_PER_JOB)
        .map(it -> readable.subList(it, Math.min(it + TABLES_PER_JOB, readable.size())))
        .flatMap(
            some ->
                STORES.stream()
                    .flatMap(
                        store ->
                            Stream.of(RuntimeExecutionMode.BATCH, RuntimeExecutionMode.STREAMING)
                                .map(mode -> new Run(some, mode, store))));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void givesWhatWasWritten(Run run) throws Exception {
    List<String> names = run.tables().stream().map(WrittenTable::name).toList();
    TreeSet<String> failedBefore = new TreeSet<>(FAILED);
    FAILED.addAll(names);
    List<String> expected = run.expected();
    List<String> rows = run.rows();
    names.stream()
        .filter(it -> !failedBefore.contains(it) && of(it, rows).equals(of(it, expected)))
        .forEach(FAILED::remove);
    assertThat(rows).as(run.toString()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static List<String> of(String table, List<String> rows) {
    return rows.stream().filter(it -> it.startsWith(table + ": ")).sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesByName(WrittenTable table) {
    FAILED.add(table.name());
    for (Store store : STORES) {
      TradesDdl ddl = store.ddl(table, "id BIGINT").with("scan.validate-at-planning", "false");
      String shared = Store.shared(table);
      assertThat(QueryAnswer.ofBatch(ddl.create()))
          .isEqualTo(
              "Reading the shared table "
                  + shared
                  + " failed: "
                  + RefusedTables.refusal(table, shared));
    }
    FAILED.remove(table.name());
  }
}
