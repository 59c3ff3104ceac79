/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.SharedTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Texts that differ in blanks at their end are told apart. Not in ranges, nor in lists with a text
 * of another plane: there Flink's planner cuts the blanks from literals on the way to any source
 * and back (docs/supported-tables.md).
 */
@Timeout(120)
class TextLiteralITCase {
  private static final String[] TEXTS = {
    "", " ", "a", "a ", "a  ", "ab", "b", "b ", "\uD83D\uDE00"
  };

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(1).build());

  @TempDir Path directory;
  private EmbeddedDeltaSharingServer server;
  private StreamTableEnvironment sql;

  /** A file and a partition for each text. */
  @BeforeEach
  void share() throws Exception {
    server = EmbeddedDeltaSharingServer.builder().start();
    StreamExecutionEnvironment execution = StreamExecutionEnvironment.getExecutionEnvironment();
    execution.setRuntimeMode(RuntimeExecutionMode.BATCH);
    execution.setParallelism(1);
    sql = StreamTableEnvironment.create(execution);
    declare("plain", List.of());
    declare("parted", List.of("p"));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < TEXTS.length; i++) {
      rows.add(Row.of((long) i, TEXTS[i], TEXTS[i]));
    }
    sql.createTemporaryView(
        "written",
        sql.fromDataStream(
            execution.fromData(
                rows,
                Types.ROW_NAMED(
                    new String[] {"id", "t", "p"}, Types.LONG, Types.STRING, Types.STRING))));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void declare(String name, List<String> partitions) throws Exception {
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory.resolve(name),
            new StructType()
                .add("id", LongType.LONG)
                .add("t", StringType.STRING)
                .add("p", StringType.STRING),
            partitions,
            Map.of());
    for (int i = 0; i < TEXTS.length; i++) {
      // Delta takes an empty partition for null.
      String partition = TEXTS[i].isEmpty() && !partitions.isEmpty() ? " " : TEXTS[i];
      table.append(List.<Object[]>of(new Object[] {(long) i, TEXTS[i], partition}));
    }
    server.share(SharedTable.of("market.live." + name, table.directory()));
    Path profile = server.writeProfile(directory.resolve("config.share"));
    sql.executeSql(
        new TradesDdl(server, profile)
            .columns("id BIGINT, t STRING, p STRING")
            .with("path", profile + "#market.live." + name)
            .create(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = 'a '",
        "x <> 'a '",
        "x IN ('a ', 'b')",
        "x IN ('a ', 'b ', 'zzzz')",
        "x NOT IN ('a ', 'b')",
        "x = 'a' OR x = 'b  '",
        "x IN ('a', 'ab')",
        "x < 'a ' OR x > 'b'",
        "x LIKE 'a %'"
      })
  void blanksAtTheEndCount(String condition) throws Exception {
    for (String column : List.of("t", "p")) {
      String where = condition.replace("x", column);
      List<Long> expected = ids("written", where);
      assertThat(ids("plain", where)).as(where).isEqualTo(expected);
    }
    String where = condition.replace("x", "p") + " AND id > 0";
    assertThat(ids("parted", where)).as(where).isEqualTo(ids("written", where));
  }

  private List<Long> ids(String table, String where) throws Exception {
    List<Long> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows =
        sql.executeSql("SELECT id FROM " + table + " WHERE " + where).collect()) {
      rows.forEachRemaining(it -> ids.add(it.<Long>getFieldAs(0)));
    }
    ids.sort(Comparator.naturalOrder());
    return ids;
  }
}
