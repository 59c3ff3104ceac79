/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.testing.TradesDdl;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
 * Columns that are declared wider than they are: every query finds what it finds when Flink casts
 * the columns.
 */
@Timeout(180)
class WiderColumnsITCase {
  private static final String WIDE =
      "id BIGINT, b SMALLINT, s INT, i BIGINT, d DOUBLE, n DECIMAL(12, 2), l DECIMAL(22, 2),"
          + " f DOUBLE, m DECIMAL(20, 6), a ARRAY<BIGINT>, p BIGINT, q DOUBLE, r DECIMAL(11, 1)";
  private static final String ACTUAL =
      "id BIGINT, b TINYINT, s SMALLINT, i INT, d INT, n INT, l BIGINT, f FLOAT, m DECIMAL(8, 3),"
          + " a ARRAY<INT>, p INT, q FLOAT, r INT";

  private static final List<String> CONDITIONS =
      List.of(
          "b >= 3",
          "s = -32768 OR s IS NULL",
          "i > 2147483646",
          "i < 3000000000",
          "d > 0.5",
          "d = 2",
          "n <= 1.99",
          "n IN (1.00, 2.00, 2.50)",
          "l >= 4.01",
          "f = 0.1",
          "f = CAST(CAST(0.1 AS FLOAT) AS DOUBLE)",
          "f > 0.1E0",
          "m BETWEEN 1.0005 AND 2.001",
          "p > 1",
          "p = 3000000000",
          "q > 0.1E0",
          "q <> 0.5E0",
          "q = 0.1E0",
          "r > 0.5",
          "r = 1",
          "q IS NULL",
          "p = 1 AND d >= 3");

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

  private final TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());

  @BeforeAll
  static void shareATable() {
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory.resolve("table"),
            new StructType()
                .add("id", LongType.LONG)
                .add("b", ByteType.BYTE)
                .add("s", ShortType.SHORT)
                .add("i", IntegerType.INTEGER)
                .add("d", IntegerType.INTEGER)
                .add("n", IntegerType.INTEGER)
                .add("l", LongType.LONG)
                .add("f", FloatType.FLOAT)
                .add("m", new DecimalType(8, 3))
                .add("a", new ArrayType(IntegerType.INTEGER, true))
                .add("p", IntegerType.INTEGER)
                .add("q", FloatType.FLOAT)
                .add("r", IntegerType.INTEGER),
            List.of("p", "q", "r"),
            Map.of());
    Float[] reals = {0.1f, 0.5f, -0.0f, null, 16777216f};
    for (int file = 0; file < 5; file++) {
      List<Object[]> rows = new ArrayList<>();
      for (int row = 0; row < 4; row++) {
        int id = 4 * file + row;
        rows.add(
            new Object[] {
              (long) id,
              (byte) id,
              row == 3 ? null : (short) (id == 0 ? Short.MIN_VALUE : id),
              id == 19 ? Integer.MAX_VALUE : id,
              id - 2,
              row,
              (long) id,
              reals[(file + row) % reals.length],
              BigDecimal.valueOf(id * 250L + 1, 3),
              row == 2 ? null : Arrays.asList(id, null),
              file,
              reals[file],
              file == 4 ? null : file
            });
      }
      table.append(rows);
    }
    server = EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, table.directory()).start();
    ddl = new TradesDdl(server, server.writeProfile(directory.resolve("config.share")));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void declare() {
    sql.getConfig().set("parallelism.default", "1");
    sql.executeSql(ddl.columns(WIDE).create("wide"));
    sql.executeSql(ddl.columns(ACTUAL).create("actual"));
    sql.executeSql(
        "CREATE TEMPORARY VIEW cast_by_flink AS SELECT id, CAST(b AS SMALLINT) b, CAST(s AS INT) s,"
            + " CAST(i AS BIGINT) i, CAST(d AS DOUBLE) d, CAST(n AS DECIMAL(12, 2)) n,"
            + " CAST(l AS DECIMAL(22, 2)) l, CAST(f AS DOUBLE) f, CAST(m AS DECIMAL(20, 6)) m,"
            + " CAST(a AS ARRAY<BIGINT>) a, CAST(p AS BIGINT) p, CAST(q AS DOUBLE) q,"
            + " CAST(r AS DECIMAL(11, 1)) r FROM actual");
  }

  @Test
  void areWhatFlinkWouldCastThemTo() throws Exception {
    List<Row> rows = query("SELECT * FROM wide");
    assertThat(rows).hasSize(20).isEqualTo(query("SELECT * FROM cast_by_flink"));
  }

  @Test
  void areFilteredAsFlinkWould() throws Exception {
    List<Row> found = query(satisfying("wide"));
    List<Row> expected = query(satisfying("cast_by_flink"));
    System.out.printf(
        "WiderColumnsITCase: columns=13 conditions=%d rows=%d expected=%d%n",
        CONDITIONS.size(), found.size(), expected.size());
    assertThat(found).isEqualTo(expected);
    assertThat(found).hasSizeGreaterThan(100);
  }

  /** One job for all: which rows satisfy which condition. */
  private static String satisfying(String table) {
    return IntStream.range(0, CONDITIONS.size())
        .mapToObj(it -> "SELECT " + it + ", id FROM " + table + " WHERE " + CONDITIONS.get(it))
        .collect(Collectors.joining(" UNION ALL "));
  }

  @Test
  void areCountedAndComparedAsFlinkWould() throws Exception {
    for (String aggregates :
        List.of(
            "COUNT(*), COUNT(s), MIN(b), MAX(i), MIN(p), MAX(p)",
            "MIN(d), MAX(n), MAX(l), MIN(m), MAX(f), MIN(q), MAX(r)")) {
      assertThat(query("SELECT " + aggregates + " FROM wide"))
          .as(aggregates)
          .isEqualTo(query("SELECT " + aggregates + " FROM cast_by_flink"));
    }
  }

  private List<Row> query(String statement) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> results = sql.executeSql(statement).collect()) {
      results.forEachRemaining(rows::add);
    }
    rows.sort((one, other) -> one.toString().compareTo(other.toString()));
    return rows;
  }
}
