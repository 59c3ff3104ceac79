/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shared tables in SQL, in batch mode: the newest version is read and the query ends. */
@Timeout(120)
class SqlReadITCase {
  private static final int ROWS = 500;

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(4)
              .build());

  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  private final TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());

  @BeforeAll
  static void startServer() throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < 5; i++) {
      trades.append(ROWS / 5);
    }
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void fourReaders() {
    sql.getConfig().set("parallelism.default", "4");
  }

  @Test
  void readsARowAsItWasWritten() throws Exception {
    sql.executeSql(ddl().create());
    Object[] written = TradesTable.row(123);

    List<Row> rows = query("SELECT * FROM trades WHERE id = 123");

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).getField("id")).isEqualTo(written[0]);
    assertThat(rows.get(0).getField("symbol")).isEqualTo(written[1]);
    assertThat(rows.get(0).getField("price").toString()).isEqualTo(written[2].toString());
    assertThat((Instant) rows.get(0).getField("ts")).isEqualTo(written[3]);
  }

  /** Views of columns cost least as long as nobody copies them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatFlinkCopiesAreInItsBinaryForm(boolean objectReuse) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, objectReuse);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
    tables.executeSql(ddl().create());
    DataType type =
        tables.from("trades").getResolvedSchema().toSourceRowDataType().bridgedTo(RowData.class);

    DataStream<RowData> stream = tables.toDataStream(tables.sqlQuery("SELECT * FROM trades"), type);
    List<Tuple3<Long, String, Boolean>> rows =
        stream
            .map(
                it ->
                    Tuple3.of(
                        it.getLong(0), it.getString(1).toString(), it instanceof BinaryRowData))
            .returns(Types.TUPLE(Types.LONG, Types.STRING, Types.BOOLEAN))
            .executeAndCollect(ROWS + 1);

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, ROWS)
                .mapToObj(it -> Tuple3.of(it, (String) TradesTable.row(it)[1], !objectReuse))
                .toList());
  }

  @Test
  void countsWithoutReadingAColumn() throws Exception {
    sql.executeSql(ddl().create());
    assertThat(query("SELECT COUNT(*) FROM trades")).containsExactly(Row.of((long) ROWS));
  }

  @Test
  void readsOnlyTheColumnsThatAreAskedFor() throws Exception {
    sql.executeSql(ddl().create());
    assertThat(sql.explainSql("SELECT symbol, id FROM trades"))
        .contains("table=[[default_catalog, default_database, trades, project=[symbol, id]");
    assertThat(query("SELECT symbol, id FROM trades WHERE id < 2 ORDER BY id"))
        .containsExactly(Row.of(TradesTable.row(0)[1], 0L), Row.of(TradesTable.row(1)[1], 1L));
  }

  @Test
  void takesTheNameInFourParts() throws Exception {
    sql.executeSql(
        ddl()
            .without("path")
            .with("profile", profile.toUri().toString())
            .with("share", "market")
            .with("schema", "live")
            .with("table", "trades")
            .with("scan.parallelism", "2")
            .create());
    assertThat(query("SELECT COUNT(DISTINCT id) FROM trades")).containsExactly(Row.of((long) ROWS));
  }

  @Test
  void takesAnInlineProfileAndMasksIt() throws Exception {
    TradesDdl inline =
        ddl()
            .without("path")
            .with("profile.secret", server.profileJson())
            .with("share", "market")
            .with("schema", "live")
            .with("table", "trades");
    sql.executeSql(inline.create());
    assertThat(query("SELECT COUNT(*) FROM trades")).containsExactly(Row.of((long) ROWS));

    sql.executeSql(inline.with("credentials.refresh.max-lead", "0 s").create("broken"));
    assertThatThrownBy(() -> sql.explainSql("SELECT * FROM broken"))
        .hasRootCauseMessage("the max-lead must be longer than zero, but is PT0S")
        .satisfies(
            it ->
                assertThat(ExceptionUtils.stringifyException(it))
                    .contains("'profile.secret'='******'")
                    .doesNotContain(server.bearerToken()));
  }

  @Test
  void planningVendsNothing() {
    long before = server.counters().requests(RequestKind.TEMPORARY_CREDENTIALS);
    sql.executeSql(ddl().create());
    sql.explainSql("SELECT * FROM trades");
    assertThat(server.counters().requests(RequestKind.TEMPORARY_CREDENTIALS)).isEqualTo(before);
  }

  @Test
  void readsFromServersThatDoNotSayWhereATableLies() throws Exception {
    TradesTable quiet = TradesTable.create(directory.resolve("quiet"));
    quiet.append(10);
    server.share(SharedTable.of("market.live.quiet", quiet.directory()).withAccessModes());
    TradesDdl ddl = ddl().with("path", profile + "#market.live.quiet");

    sql.executeSql(ddl.with("access-mode", "dir").create("quiet"));
    assertThat(query("SELECT COUNT(*) FROM quiet")).containsExactly(Row.of(10L));

    sql.executeSql(ddl.with("access-mode", "auto").create("unsaid"));
    assertThatThrownBy(() -> sql.explainSql("SELECT * FROM unsaid"))
        .hasRootCauseMessage(
            "The table market.live.quiet offers only URL access, which is not supported yet. Ask the"
                + " provider to offer directory access ('dir'), or, if the server just does not say"
                + " that it does, set 'access-mode' to 'dir'.");
  }

  @Test
  void refusesATableThatOffersOnlyUrls() throws Exception {
    TradesTable urls = TradesTable.create(directory.resolve("urls"));
    server.share(SharedTable.of("market.live.urls", urls.directory()).withAccessModes("url"));
    sql.executeSql(
        ddl()
            .with("path", profile + "#market.live.urls")
            .with("access-mode", "dir")
            .create("urls"));
    assertThatThrownBy(() -> sql.explainSql("SELECT * FROM urls"))
        .hasRootCauseMessage(
            "The table market.live.urls offers only the access mode 'url', but 'access-mode' is set to"
                + " 'dir': set it to 'url' or 'auto', or ask the provider to offer 'dir'.");
  }

  @Test
  void readsNestedTypesPartitionsAndMappedColumns() throws Exception {
    StructType item = new StructType().add("sku", StringType.STRING).add("n", IntegerType.INTEGER);
    StructType schema =
        new StructType()
            .add("id", LongType.LONG)
            .add("day", DateType.DATE)
            .add("items", new ArrayType(item, true))
            .add("tags", new MapType(StringType.STRING, LongType.LONG, true));
    DeltaTableFixture orders =
        DeltaTableFixture.create(
            directory.resolve("orders"),
            schema,
            List.of("day"),
            Map.of("delta.columnMapping.mode", "name"));
    orders.append(
        List.of(
            new Object[] {
              1L,
              LocalDate.of(2026, 1, 31),
              List.of(new Object[] {"a", 1}, new Object[] {null, null}),
              Map.of("x", 7L)
            },
            new Object[] {2L, null, null, null}));
    server.share(SharedTable.of("market.live.orders", orders.directory()));
    sql.executeSql(
        ddl()
            .with("path", profile + "#market.live.orders")
            .columns(
                "`day` DATE, id BIGINT, items ARRAY<ROW<sku STRING, n INT>>, tags MAP<STRING, BIGINT>")
            .create("orders"));

    List<Row> rows = query("SELECT * FROM orders ORDER BY id");

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).getField("day")).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(Arrays.asList((Object[]) rows.get(0).getField("items")))
        .containsExactly(Row.of("a", 1), Row.of(null, null));
    assertThat(rows.get(0).getField("tags")).isEqualTo(Map.of("x", 7L));
    assertThat(rows.get(1)).isEqualTo(Row.of(null, 2L, null, null));
  }

  @Test
  void readsOnlyTheFieldsOfAStructThatAreAskedFor() throws Exception {
    StructType address = new StructType().add("city", StringType.STRING).add("zip", LongType.LONG);
    DeltaTableFixture people =
        DeltaTableFixture.create(
            directory.resolve("people"),
            new StructType()
                .add("id", LongType.LONG)
                .add(
                    "home",
                    new StructType()
                        .add("address", address)
                        .add("rooms", IntegerType.INTEGER)
                        .add("names", new ArrayType(StringType.STRING, true))),
            List.of(),
            Map.of());
    people.append(
        List.of(
            new Object[] {1L, new Object[] {new Object[] {"Ulm", 89073L}, 4, List.of("a", "b")}},
            new Object[] {2L, new Object[] {null, 2, List.of()}},
            new Object[] {3L, null}));
    server.share(SharedTable.of("market.live.people", people.directory()));
    sql.executeSql(
        ddl()
            .with("path", profile + "#market.live.people")
            .columns(
                "id BIGINT, home ROW<address ROW<city STRING, zip BIGINT>, rooms INT, names"
                    + " ARRAY<STRING>>")
            .create("people"));

    String query = "SELECT p.home.names, p.home.address.zip, id, p.home.rooms FROM people AS p";
    assertThat(sql.explainSql(query)).contains("home_names, home_address_zip");
    assertThat(query(query + " ORDER BY id"))
        .hasToString("[+I[[a, b], 89073, 1, 4], +I[[], null, 2, 2], +I[null, null, 3, null]]");
    assertThat(query("SELECT p.home.address, p.home.address.city FROM people AS p WHERE id = 1"))
        .hasToString("[+I[+I[Ulm, 89073], Ulm]]");
  }

  private static TradesDdl ddl() {
    return new TradesDdl(server, profile);
  }

  private List<Row> query(String statement) throws Exception {
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> result = sql.executeSql(statement).collect()) {
      result.forEachRemaining(rows::add);
    }
    return rows;
  }
}
