/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.conversion.DataStructureConverter;
import org.apache.flink.table.data.conversion.DataStructureConverters;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random conditions on nasty data: the rows that come through all that is pushed down are those
 * that Flink finds by itself among the rows that were written.
 */
@Timeout(600)
class FilterDifferentialITCase {
  private static final int CONDITIONS = 2_000;
  private static final int PER_QUERY = 50;
  private static final String ZONE = "Asia/Kathmandu";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;

  private final long seed = Long.getLong("filter.seed", new Random().nextInt());
  private final Random random = new Random(seed);
  private final Map<String, String> mismatches = new TreeMap<>();
  private long predicates;
  private long skippedFiles;
  private long decidedWholly;

  /** By conditions on fields within a column. */
  private long skippedByFields;

  @Test
  void rowsAreThoseThatFlinkFinds() throws Exception {
    for (NastyTable.Layout layout : NastyTable.Layout.values()) {
      long before = skippedFiles;
      compare(layout);
      skippedByFields = skippedFiles - before;
    }
    System.out.printf(
        "FilterDifferentialITCase: predicates=%d decidedWholly=%d skippedFiles=%d"
            + " skippedByFields=%d mismatches=%d seed=%d%n",
        predicates, decidedWholly, skippedFiles, skippedByFields, mismatches.size(), seed);
    assertThat(mismatches).as("seed %s", seed).isEmpty();
    assertThat(predicates).isGreaterThanOrEqualTo(2_000);
    assertThat(skippedFiles).isGreaterThan(predicates);
    assertThat(skippedByFields).isGreaterThan(predicates / 3);
    assertThat(decidedWholly).isGreaterThan(predicates / 10);
  }

  private void compare(NastyTable.Layout layout) throws Exception {
    Path tables = directory.resolve(layout.name());
    NastyTable table = new NastyTable(tables.resolve("table"), layout, random);
    try (EmbeddedDeltaSharingServer server =
        EmbeddedDeltaSharingServer.builder()
            .table(TradesDdl.TABLE, tables.resolve("table"))
            .start()) {
      compare(table, layout, new TradesDdl(server, server.writeProfile(tables.resolve("profile"))));
    }
  }

  private void compare(NastyTable table, NastyTable.Layout layout, TradesDdl ddl) throws Exception {
    StreamExecutionEnvironment execution = StreamExecutionEnvironment.getExecutionEnvironment();
    execution.setRuntimeMode(RuntimeExecutionMode.BATCH);
    execution.setParallelism(1);
    StreamTableEnvironment sql = StreamTableEnvironment.create(execution);
    sql.getConfig().set("table.local-time-zone", ZONE);
    sql.executeSql(ddl.columns(NastyTable.declared(layout)).create("shared"));
    DataType type = sql.from("shared").getResolvedSchema().toPhysicalRowDataType();
    sql.createTemporaryView(
        "written",
        sql.fromDataStream(
            execution.fromData(
                internal(table.rows, type), InternalTypeInfo.of(type.getLogicalType()))));
    PushedQueries queries = new PushedQueries(sql, table.storage);
    RandomConditions conditions = new RandomConditions(random, NastyTable.named(layout));
    for (int done = 0; done < CONDITIONS / NastyTable.Layout.values().length; done += PER_QUERY) {
      Map<String, PushedQueries.Found> found = new TreeMap<>();
      // Code of queries that do not run need not be divided.
      sql.getConfig().set("table.generated-code.max-length", "1000000");
      while (found.size() < PER_QUERY) {
        String condition = conditions.next();
        try {
          found.put(condition, queries.run(condition));
        } catch (ValidationException | TableException | NumberFormatException e) {
          // Flink does not compare such values, or stumbles over them when it folds constants.
          requireThatItIsFlinks(e);
        }
      }
      sql.getConfig().set("table.generated-code.max-length", "4000");
      check(sql, found);
    }
  }

  private static void requireThatItIsFlinks(RuntimeException failure) {
    if (ExceptionUtils.stringifyException(failure).contains("io.deltasharing.flink.table.")) {
      throw failure;
    }
  }

  /** In the form in which rows come from storage: Flink orders texts of another form otherwise. */
  private static List<RowData> internal(List<Row> rows, DataType type) {
    DataStructureConverter<Object, Object> converter = DataStructureConverters.getConverter(type);
    converter.open(FilterDifferentialITCase.class.getClassLoader());
    RowDataSerializer serializer = new RowDataSerializer((RowType) type.getLogicalType());
    return rows.stream()
        .map(it -> (RowData) converter.toInternalOrNull(it))
        .<RowData>map(it -> serializer.toBinaryRow(it).copy())
        .toList();
  }

  private void check(StreamTableEnvironment sql, Map<String, PushedQueries.Found> found)
      throws Exception {
    Iterator<Set<Long>> truths = truths(sql, List.copyOf(found.keySet())).iterator();
    for (Map.Entry<String, PushedQueries.Found> condition : found.entrySet()) {
      PushedQueries.Found one = condition.getValue();
      Set<Long> truth = truths.next();
      predicates++;
      skippedFiles += one.skippedFiles();
      decidedWholly += one.residual() ? 0 : 1;
      Set<Long> rows = new HashSet<>(one.ids());
      if (one.residual()) {
        // Flink filters once more.
        rows.retainAll(truth);
      }
      if (!rows.equals(truth) || new HashSet<>(one.ids()).size() < one.ids().size()) {
        mismatches.put(condition.getKey(), "truth " + truth + ", but " + one);
      }
    }
  }

  /**
   * By WHERE, as they are asked of the source: there Flink turns {@code (x < 1) IS FALSE} into
   * {@code x >= 1} before anybody sees it, which is not the same of NaN.
   */
  private static List<Set<Long>> truths(StreamTableEnvironment sql, List<String> conditions)
      throws Exception {
    List<String> queries = new ArrayList<>();
    List<Set<Long>> truths = new ArrayList<>();
    for (String condition : conditions) {
      queries.add("SELECT " + truths.size() + " AS n, id FROM written WHERE " + condition);
      truths.add(new HashSet<>());
    }
    try (CloseableIterator<Row> rows =
        sql.executeSql(String.join("\nUNION ALL ", queries)).collect()) {
      rows.forEachRemaining(
          row -> truths.get((Integer) row.getField(0)).add((Long) row.getField(1)));
    }
    return truths;
  }
}
