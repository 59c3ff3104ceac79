/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Where reads begin and end, by SQL hints. Versions 1 to 6 of the table have ten rows each, and
 * were committed at one to six o'clock.
 */
@Timeout(120)
class ReadWindowITCase {
  private static final int VERSIONS = 6;
  private static final int ROWS = 10;
  private static final String METADATA =
      ", v BIGINT METADATA FROM '_commit_version' VIRTUAL"
          + ", t TIMESTAMP_LTZ(3) METADATA FROM '_commit_timestamp' VIRTUAL"
          + ", f STRING METADATA FROM '_file_path' VIRTUAL"
          + ", r BIGINT METADATA FROM '_row_index' VIRTUAL";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir static Path directory;
  private static TradesTable trades;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void startServer() throws Exception {
    trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < VERSIONS; i++) {
      trades.append(ROWS);
    }
    for (int version = 0; version <= VERSIONS; version++) {
      committedAt(version, Instant.parse("2026-01-01T0" + version + ":00:00Z"));
    }
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        // options | first id | rows
        "'scan.snapshot.version'='3' | 0 | 30",
        "'scan.snapshot.version'='0' | -1 | 0",
        "'scan.snapshot.timestamp'='2026-01-01 03:59:59' | 0 | 30",
        "'scan.snapshot.timestamp'='2026-01-01T05:00:00+01:00' | 0 | 40",
        "'scan.snapshot.timestamp'='2026-02-01' | 0 | 60",
        "'scan.startup.mode'='from-version','scan.startup.version'='4' | 30 | 30",
        "'scan.startup.mode'='from-version','scan.startup.version'='7' | -1 | 0",
        "'scan.startup.mode'='from-version','scan.startup.version'='4',"
            + "'scan.bounded.mode'='version','scan.bounded.version'='5' | 30 | 20",
        "'scan.startup.mode'='from-timestamp','scan.startup.timestamp'='2026-01-01 04:00:00' | 30 | 30",
        "'scan.startup.mode'='from-timestamp','scan.startup.timestamp'='1767240000001' | 40 | 20",
        "'scan.startup.mode'='from-timestamp','scan.startup.timestamp'='2026-01-01 06:30:00' | -1 | 0",
        "'scan.startup.mode'='from-timestamp','scan.startup.timestamp'='2025-01-01' | 0 | 60",
        "'scan.startup.mode'='latest' | -1 | 0",
        "'scan.startup.mode'='earliest' | 0 | 60",
        "'scan.startup.mode'='earliest',"
            + "'scan.bounded.mode'='timestamp','scan.bounded.timestamp'='2026-01-01 02:30:00' | 0 | 20",
        "'scan.startup.mode'='latest-full','scan.bounded.mode'='latest-version' | 0 | 60",
      })
  void readsTheWindowInBatchAndInStreaming(String options, long first, int rows) throws Exception {
    List<Long> expected = new ArrayList<>();
    for (long id = first; expected.size() < rows; id++) {
      expected.add(id);
    }
    assertThat(ids(EnvironmentSettings.inBatchMode(), options)).isEqualTo(expected);
    String bounded =
        options.contains("scan.bounded") || options.contains("snapshot")
            ? ""
            : ",'scan.bounded.mode'='latest-version'";
    assertThat(ids(EnvironmentSettings.inStreamingMode(), options + bounded)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'scan.snapshot.version'='9'"
            + " | Version 9 of market.live.trades is not there so far. There are versions 0 to 6.",
        "'scan.snapshot.version'='-1'"
            + " | 'scan.snapshot.version' is a version of the table, from 0 on, not -1.",
        "'scan.snapshot.timestamp'='yesterday'"
            + " | 'scan.snapshot.timestamp' = 'yesterday' is no time. Write '2026-01-31 12:00:00' in"
            + " the session's time zone, '2026-01-31T12:00:00Z' with a zone of its own, or"
            + " milliseconds since the epoch.",
        "'scan.snapshot.timestamp'='1767225600'"
            + " | 'scan.snapshot.timestamp' = '1767225600' is no time. Write '2026-01-31 12:00:00'"
            + " in the session's time zone, '2026-01-31T12:00:00Z' with a zone of its own, or"
            + " milliseconds since the epoch.",
        "'scan.snapshot.timestamp'='2025-01-01'"
            + " | Nothing is known of market.live.trades at 2025-01-01T00:00:00Z, which lies before"
            + " all that its log holds. There are versions 0 to 6.",
        "'scan.snapshot.version'='1','scan.snapshot.timestamp'='2025-01-01'"
            + " | 'scan.snapshot.version' and 'scan.snapshot.timestamp' contradict each other: give"
            + " one of them.",
        "'scan.snapshot.version'='1','scan.startup.mode'='latest'"
            + " | 'scan.snapshot.version' and 'scan.startup.mode' contradict each other: give one of"
            + " them.",
        "'scan.snapshot.version'='1','scan.startup.timestamp'='2025-01-01'"
            + " | 'scan.startup.timestamp' has no effect here.",
        "'scan.snapshot.version'='1','scan.bounded.version'='2'"
            + " | 'scan.bounded.version' has no effect here.",
        "'scan.snapshot.timestamp'='2026-01-02','scan.bounded.timestamp'='2026-01-03'"
            + " | 'scan.bounded.timestamp' has no effect here.",
        "'scan.startup.version'='1'"
            + " | 'scan.startup.version' has no effect here: it needs 'scan.startup.mode' ="
            + " 'from-version'.",
        "'scan.startup.mode'='from-version'"
            + " | 'from-version' needs 'scan.startup.version' as well.",
        "'scan.startup.mode'='from-version','scan.startup.version'='8'"
            + " | The changes of market.live.trades cannot be read from version 8 on: there is none"
            + " so far. There are versions 0 to 6.",
        "'scan.startup.mode'='from-timestamp','scan.startup.timestamp'='2999-01-01'"
            + " | The changes of market.live.trades cannot be read from 2999-01-01T00:00:00Z on: that"
            + " lies in the future. Change 'scan.startup.timestamp', or use 'scan.startup.mode' ="
            + " 'latest'.",
        "'scan.bounded.mode'='unbounded'"
            + " | 'scan.bounded.mode' = 'unbounded' is not for batch: a batch job would never end."
            + " Set 'execution.runtime-mode' to 'streaming', or leave the option out.",
        "'scan.bounded.mode'='version','scan.bounded.version'='8'"
            + " | market.live.trades has no version 8 so far: its newest is 6. Change"
            + " 'scan.bounded.version'.",
        "'scan.bounded.mode'='version','scan.bounded.version'='2'"
            + " | The read of market.live.trades would end with version 2, before it begins with"
            + " version 6. Change 'scan.bounded.*' or 'scan.startup.*'.",
      })
  void saysWhatIsWrongWithAWindow(String options, String words) {
    assertThat(failure(options))
        .isIn(words, "Reading the shared table market.live.trades failed: " + words);
  }

  @Test
  void answersAVersionThatWasCleanedUpWithThoseThatAreLeft() throws Exception {
    TradesTable other = TradesTable.create(directory.resolve("other"));
    other.append(1);
    other.append(1);
    other.checkpoint();
    other.append(1);
    for (int version = 0; version < 2; version++) {
      Files.delete(commit(other, version));
    }
    try (EmbeddedDeltaSharingServer shared =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, other.directory()).start()) {
      Path itsProfile = shared.writeProfile(directory.resolve("other.share"));
      TradesDdl ddl = new TradesDdl(shared, itsProfile);
      assertThat(QueryAnswer.ofBatch(ddl.with("scan.snapshot.version", "1").create()))
          .endsWith(
              "Version 1 of market.live.trades cannot be rebuilt any more. There are versions 2 to"
                  + " 3. A job that goes on from a state which needs that version has to be started"
                  + " without it.");
      ddl.without("scan.snapshot.version").with("scan.startup.mode", "from-version");
      assertThat(QueryAnswer.ofBatch(ddl.with("scan.startup.version", "1").create()))
          .endsWith(
              "The changes of market.live.trades cannot be read from version 1 on: it was cleaned"
                  + " up. There are versions 2 to 3.");
      assertThat(QueryAnswer.ofBatch(ddl.with("scan.startup.version", "3").create()))
          .isEqualTo("1 rows");
      ddl.without("scan.startup.version").with("scan.startup.mode", "from-timestamp");
      assertThat(QueryAnswer.ofBatch(ddl.with("scan.startup.timestamp", "2025-01-01").create()))
          .contains(
              "The changes of market.live.trades cannot be read from 2025-01-01T00:00:00Z on:"
                  + " commits of that time may have been cleaned up. The oldest that is left is"
                  + " version 2 of ");
      ddl.without("scan.startup.timestamp").with("scan.startup.mode", "earliest");
      assertThat(QueryAnswer.ofBatch(ddl.create())).isEqualTo("3 rows");
    }
  }

  @Test
  void tellsOfEachRowWhereItComesFrom() throws Exception {
    List<Row> rows =
        query(
            EnvironmentSettings.inBatchMode(),
            "SELECT r, id, f, v, t FROM trades /*+ OPTIONS('scan.startup.mode'='from-version',"
                + "'scan.startup.version'='5') */");
    assertThat(rows).hasSize(2 * ROWS);
    for (Row row : rows) {
      long id = row.<Long>getFieldAs("id");
      long version = id / ROWS + 1;
      assertThat(row.getField("r")).isEqualTo(id % ROWS);
      assertThat(row.getField("v")).isEqualTo(version);
      assertThat(row.getField("t")).isEqualTo(Instant.parse("2026-01-01T0" + version + ":00:00Z"));
      assertThat(row.<String>getFieldAs("f")).matches("[^/:?]+\\.parquet");
    }
  }

  @Test
  void tellsOfASnapshotsRowsWhichItIs() throws Exception {
    assertThat(
            query(
                EnvironmentSettings.inBatchMode(),
                "SELECT DISTINCT v, t FROM trades /*+ OPTIONS('scan.snapshot.version'='4') */"))
        .containsExactly(Row.of(4L, Instant.parse("2026-01-01T04:00:00Z")));
  }

  private static List<Long> ids(EnvironmentSettings mode, String options) throws Exception {
    return query(mode, "SELECT id FROM trades /*+ OPTIONS(" + options + ") */").stream()
        .map(it -> it.<Long>getFieldAs(0))
        .sorted()
        .toList();
  }

  private static String failure(String options) {
    try {
      return query(
              EnvironmentSettings.inBatchMode(),
              "SELECT id FROM trades /*+ OPTIONS(" + options + ") */")
          .toString();
    } catch (Throwable e) {
      return QueryAnswer.words(e);
    }
  }

  private static List<Row> query(EnvironmentSettings mode, String query) throws Exception {
    TableEnvironment sql = TableEnvironment.create(mode);
    sql.getConfig().set("parallelism.default", "2");
    sql.getConfig().set("table.local-time-zone", "UTC");
    sql.executeSql(new TradesDdl(server, profile).columns(TradesDdl.COLUMNS + METADATA).create());
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> found = sql.executeSql(query).collect()) {
      found.forEachRemaining(rows::add);
    }
    return rows;
  }

  private static void committedAt(long version, Instant moment) throws Exception {
    Files.setLastModifiedTime(commit(trades, version), FileTime.from(moment));
  }

  private static Path commit(TradesTable table, long version) {
    return table
        .directory()
        .resolve("_delta_log")
        .resolve(String.format(Locale.ROOT, "%020d.json", version));
  }
}
