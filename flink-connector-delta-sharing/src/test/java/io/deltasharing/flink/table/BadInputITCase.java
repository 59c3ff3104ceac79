/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user's mistakes are answered with, in full. */
class BadInputITCase {
  @TempDir static Path directory;
  private static EmbeddedDeltaSharingServer server;
  private static Path profile;

  @BeforeAll
  static void startServer() throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    trades.append(10);
    server =
        EmbeddedDeltaSharingServer.builder().table(TradesDdl.TABLE, trades.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Test
  void print() throws Exception {
    Path garbled = Files.writeString(directory.resolve("garbled.share"), "token=abc");
    Path future =
        Files.writeString(
            directory.resolve("future.share"),
            "{\"shareCredentialsVersion\": 3, \"endpoint\": \"https://x/\", \"bearerToken\": \"t\"}");
    Path stranger =
        Files.writeString(
            directory.resolve("stranger.share"),
            server.profileJson().replace(server.bearerToken(), "another"));
    Path nobody =
        Files.writeString(
            directory.resolve("nobody.share"),
            server.profileJson().replace(server.bearerToken(), ""));
    Stream.of(
            ddl().without("path"),
            ddl().with("share", "market"),
            ddl().without("path").with("profile", "p").with("share", "market"),
            ddl().with("path", "config.share"),
            ddl().with("path", profile + "#trades"),
            ddl().with("path", directory + "/no.share#market.live.trades"),
            ddl().with("path", garbled + "#market.live.trades"),
            ddl().with("path", future + "#market.live.trades"),
            ddl().with("path", stranger + "#market.live.trades"),
            ddl().with("path", nobody + "#market.live.trades"),
            ddl().with("path", profile + "#market.live.orders"),
            ddl().with("path", profile + "#bazaar.live.trades"),
            ddl().with("access-mode", "url"),
            ddl().with("access-mode", "carrier-pigeon"),
            ddl().with("s3.endpoint", "ftp://x"),
            ddl().with("hadoop.fs.s3a.aws.credentials.provider", "x.Y"),
            ddl().with("scan.discovery.interval", "0 s"),
            ddl().with("scan.discovery.interval", "often"),
            ddl().with("credentials.refresh.max-lead", "0 s"),
            ddl().with("discovery", "1 s"),
            ddl().columns("id INT, symbol STRING, prize DECIMAL(12,4), ts TIMESTAMP(3)"))
        .forEach(it -> System.out.println("---\n" + message(it)));
  }

  private static TradesDdl ddl() {
    return new TradesDdl(server, profile);
  }

  private static String message(TradesDdl ddl) {
    StreamTableEnvironment sql =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    Throwable failure =
        catchThrowable(
            () -> {
              sql.executeSql(ddl.create());
              sql.explainSql("SELECT * FROM trades");
            });
    assertThat(failure).isInstanceOf(ValidationException.class);
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
