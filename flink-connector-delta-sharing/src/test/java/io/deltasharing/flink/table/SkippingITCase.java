/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table of a thousand files: the store counts which of them a query opens. File n has the eight
 * ids from 8 n on, in partition n modulo 10.
 */
@Timeout(180)
class SkippingITCase {
  private static final int FILES = 1_000;
  private static final int ROWS = 8;
  private static final int PARTITIONS = 10;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static TradesDdl ddl;
  private static TradesDdl others;

  private final TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
  private Map<String, Long> before = Map.of();

  @BeforeAll
  static void shareAThousandFiles() {
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory.resolve("table"),
            new StructType()
                .add("id", LongType.LONG)
                .add("p", IntegerType.INTEGER)
                .add("name", StringType.STRING),
            List.of("p"),
            Map.of());
    table.appendFiles(IntStream.range(0, FILES).mapToObj(SkippingITCase::file).toList());
    table.checkpoint();
    DeltaTableFixture labels =
        DeltaTableFixture.create(
            directory.resolve("labels"),
            new StructType().add("p", IntegerType.INTEGER).add("label", StringType.STRING),
            List.of(),
            Map.of());
    labels.append(
        IntStream.range(0, PARTITIONS)
            .mapToObj(it -> new Object[] {it, it % 2 == 0 ? "even" : "odd"})
            .toList());
    server =
        EmbeddedDeltaSharingServer.builder()
            .table(TradesDdl.TABLE, table.directory())
            .table("market.live.labels", labels.directory())
            .start();
    Path profile = server.writeProfile(directory.resolve("config.share"));
    others =
        new TradesDdl(server, profile)
            .with("path", profile + "#market.live.labels")
            .columns("p INT, label STRING");
    ddl = new TradesDdl(server, profile).columns("id BIGINT, p INT, name STRING");
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void declare() {
    before = server.counters().requestsByObject();
    sql.executeSql(ddl.create());
    sql.getConfig().set("parallelism.default", "4");
  }

  @Test
  void opensWhatStatisticsAllow() throws Exception {
    List<Integer> opened = new ArrayList<>();
    assertThat(query("SELECT id FROM trades WHERE p = 3")).hasSize(FILES / PARTITIONS * ROWS);
    opened.add(opened());
    assertThat(opened).containsExactly(FILES / PARTITIONS);

    assertThat(query("SELECT id FROM trades WHERE id BETWEEN 84 AND 91"))
        .extracting(it -> it.getField(0))
        .containsExactlyInAnyOrder(84L, 85L, 86L, 87L, 88L, 89L, 90L, 91L);
    opened.add(opened());
    assertThat(opened).endsWith(2);

    assertThat(query("SELECT name FROM trades WHERE p IN (0, 7) AND id < 800 AND name IS NOT NULL"))
        .hasSize(20 * ROWS);
    opened.add(opened());
    assertThat(opened).endsWith(20);

    assertThat(query("SELECT id FROM trades WHERE name LIKE 'name-00042%'")).hasSize(ROWS);
    opened.add(opened());
    assertThat(opened).endsWith(1);

    assertThat(query("SELECT * FROM trades LIMIT 10")).hasSize(10);
    int byLimit = opened();
    assertThat(byLimit).isBetween(1, 2);

    assertThat(query("SELECT COUNT(*), MIN(id), MAX(id), MAX(p) FROM trades"))
        .containsExactly(Row.of((long) FILES * ROWS, 0L, 7_999L, 9));
    assertThat(query("SELECT COUNT(*) FROM trades WHERE p <> 3"))
        .containsExactly(Row.of((long) FILES * ROWS / PARTITIONS * 9));
    int byCount = opened();
    assertThat(byCount).isZero();
    System.out.printf(
        "SkippingITCase: files=%d partition=%d range=%d both=%d prefix=%d limit=%d count=%d%n",
        FILES, opened.get(0), opened.get(1), opened.get(2), opened.get(3), byLimit, byCount);
  }

  @Test
  void countsByReadingWhatTheLogDoesNotSay() throws Exception {
    assertThat(query("SELECT COUNT(*) FROM trades WHERE id < 12"))
        .as("a part of a file")
        .containsExactly(Row.of(12L));
    assertThat(opened()).isEqualTo(2);
    assertThat(query("SELECT MAX(name) FROM trades WHERE p = 0 AND id < 8"))
        .containsExactly(Row.of("name-00000-7"));
    assertThat(query("SELECT p, COUNT(*) FROM trades WHERE id < 16 GROUP BY p"))
        .containsExactlyInAnyOrder(Row.of(0, 8L), Row.of(1, 8L));
    assertThat(query("SELECT COUNT(DISTINCT p) FROM trades WHERE id < 80"))
        .containsExactly(Row.of(10L));
  }

  @Test
  void putsNoAnswerIntoAPlanThatIsKept() {
    String count = "SELECT COUNT(*) FROM trades";
    assertThat(sql.explainSql(count)).contains("aggregates=[");
    sql.getConfig().set("sql-gateway.session.plan-cache.enabled", "true");
    assertThat(sql.explainSql(count)).doesNotContain("aggregates=[");
  }

  /** Flink does not say that it is an expression: it names a column that stands in it. */
  @Test
  void countsExpressionsByReading() throws Exception {
    assertThat(query("SELECT COUNT(CASE WHEN id > 7990 THEN 1 END) FROM trades WHERE p = 9"))
        .containsExactly(Row.of(8L));
    assertThat(
            query(
                "SELECT COUNT(NULLIF(id, 9)), COUNT(TRY_CAST(name AS INT)) FROM trades WHERE p = 1"))
        .containsExactly(Row.of(799L, 0L));
    assertThat(query("SELECT MIN(-id), MAX(id + 1), MIN(NULLIF(id, 8)) FROM trades WHERE p = 1"))
        .containsExactly(Row.of(-7_935L, 7_936L, 9L));
  }

  /**
   * Flink reads the other side first, and tells the JobManager which partitions it has; but not
   * without Scala on the class path, which is not there as a rule.
   */
  @Test
  void joinsWithThePartitionsOfTheOtherSide() throws Exception {
    sql.executeSql(others.create("others"));
    sql.executeSql(
        ddl.create("parts")
            .replace(
                ") WITH (",
                ") PARTITIONED BY (p) WITH ('scan.dynamic-filtering.enabled' = 'true', "));
    String query =
        "SELECT COUNT(t.name) FROM parts t JOIN others o ON t.p = o.p WHERE o.label = 'odd'"
            + " AND t.id < 4000";
    boolean offered = CollectorClasses.areThere(Thread.currentThread().getContextClassLoader());
    assertThat(sql.explainSql(query).contains("DynamicFilteringDataCollector(fields=[p])"))
        .isEqualTo(offered);
    assertThat(query(query)).containsExactly(Row.of(2_000L));
    assertThat(opened()).as("files of that half, and one of labels").isEqualTo(offered ? 251 : 501);
  }

  /**
   * Flink forgets the computed key, and would look for partitions among the values of q: with Scala
   * on the class path, and unless that is left off.
   */
  @Test
  void joinsByAComputedKeyAndAPartition() throws Exception {
    sql.executeSql(others.create("others"));
    sql.executeSql(ddl.create("parts").replace(") WITH (", ") PARTITIONED BY (p) WITH ("));
    assertThat(
            query(
                "SELECT COUNT(t.name) FROM parts t"
                    + " JOIN (SELECT p, p + 100 AS q FROM others WHERE label = 'odd') o"
                    + " ON MOD(CAST(t.id AS INT), 8) + 100 = o.q AND t.p = o.p WHERE t.id < 800"))
        .containsExactly(Row.of(40L));
  }

  @Test
  void explains() {
    assertThat(sql.explainSql("SELECT id FROM trades WHERE p = 3 AND id > 7990"))
        .contains("filter=[and(=(p, 3), >(id, 7990))]")
        .contains("where=[>(id, 7990)]")
        .doesNotContain("where=[AND(");
  }

  private static List<Object[]> file(int number) {
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new Object[] {
            (long) number * ROWS + i, number % PARTITIONS, String.format("name-%05d-%d", number, i)
          });
    }
    return rows;
  }

  /** How many data files have been opened since the last look. */
  private int opened() {
    Map<String, Long> now = server.counters().requestsByObject();
    Map<String, Long> then = before;
    before = now;
    return (int)
        now.entrySet().stream()
            .filter(it -> it.getKey().endsWith(".parquet"))
            .filter(it -> !it.getKey().contains("_delta_log"))
            .filter(it -> it.getValue() > then.getOrDefault(it.getKey(), 0L))
            .count();
  }

  private List<Row> query(String query) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = sql.executeSql(query).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }
}
