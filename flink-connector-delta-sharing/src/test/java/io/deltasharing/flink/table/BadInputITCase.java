/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a user's mistakes are answered with, in full. The last cause is a {@link
 * ValidationException} with the whole answer, because that is what the SQL client shows; it has no
 * cause, for a stack trace explains nothing here.
 */
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
  void noTable() {
    String form =
        "Say which table to read by 'path' = '<profile>#<share>.<schema>.<table>', or by all four of"
            + " 'profile', 'share', 'schema' and 'table'. Given: ";
    assertAnswer(ddl().without("path"), form + "none of them.");
    assertAnswer(ddl().with("share", "market"), form + "path, share.");
    assertAnswer(
        ddl().without("path").with("profile", "p").with("share", "market"),
        form + "profile, share.");
  }

  @Test
  void brokenPath() {
    assertAnswer(
        ddl().with("path", "config.share"),
        "A table path has the form <profile file>#<share>.<schema>.<table>, but this one has no '#':"
            + " 'config.share'");
    assertAnswer(
        ddl().with("path", profile + "#trades"),
        "A shared table is named <share>.<schema>.<table>, but this is 'trades'");
  }

  @Test
  void missingProfile() {
    assertAnswer(
        ddl().with("path", directory + "/no.share#market.live.trades"),
        "The profile '"
            + directory
            + "/no.share' cannot be read: there is no such file. If only the JobManager can read it,"
            + " set 'scan.validate-at-planning' = 'false'.");
  }

  @Test
  void brokenProfile() throws IOException {
    Path broken = directory.resolve("broken.share");
    String lead = "The profile '" + broken + "' ";
    Files.writeString(broken, "token=abc");
    assertAnswer(at(broken), lead + "is not valid JSON (line 1, column 7).");
    Files.writeString(
        broken,
        "{\"shareCredentialsVersion\": 3, \"endpoint\": \"https://x/\", \"bearerToken\": \"t\"}");
    assertAnswer(
        at(broken),
        lead
            + "is of version 3, and this connector reads versions up to 2: upgrade the connector.");
    Files.writeString(broken, server.profileJson().replace(server.bearerToken(), ""));
    assertAnswer(at(broken), lead + "needs a field 'bearerToken' with a text that is not blank.");
  }

  @Test
  void noProfile() {
    TradesDdl parts =
        ddl()
            .without("path")
            .with("share", "market")
            .with("schema", "live")
            .with("table", "trades");
    assertAnswer(parts.with("profile", " "), "'profile' is the path of a profile, and is blank.");
    assertAnswer(
        parts.with("profile", server.profileJson()),
        "'profile' is the path of a profile. To give its text, use 'profile.secret'.");
  }

  /** What the JDK says of it differs; but who was asked, and for what, has to be told. */
  @Test
  void noServer() throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    Path lonely = directory.resolve("lonely.share");
    Files.writeString(lonely, server.profileJson().replace(authority(), "127.0.0.1:" + unused));
    assertThat(answer(at(lonely)))
        .startsWith(
            "The sharing server 127.0.0.1:"
                + unused
                + ", asked for the metadata of table market.live.trades, gave no whole answer"
                + " (java.net.ConnectException")
        .contains("). Check that it can be reached from here.");
  }

  @Test
  void wrongToken() throws IOException {
    Path stranger = directory.resolve("stranger.share");
    Files.writeString(stranger, server.profileJson().replace(server.bearerToken(), "another"));
    assertAnswer(
        at(stranger),
        "The sharing server "
            + authority()
            + ", asked for the metadata of table market.live.trades, answered with status 401"
            + " UNAUTHENTICATED: The bearer token is missing or wrong. The token in the profile '"
            + stranger
            + "' may have been revoked or replaced: ask the provider for a new profile.");
  }

  @ParameterizedTest
  @CsvSource({"market.live.orders", "market.dead.trades", "bazaar.live.trades"})
  void unknownTable(String name) {
    assertAnswer(
        ddl().with("path", profile + "#" + name),
        "The sharing server "
            + authority()
            + ", asked for the metadata of table "
            + name
            + ", answered with status 404 RESOURCE_DOES_NOT_EXIST: The table "
            + name
            + " does not exist. Check the names, and the endpoint in the profile '"
            + profile
            + "'; the provider may have renamed it or stopped sharing it.");
  }

  @Test
  void urlAccess() {
    assertAnswer(
        ddl().with("access-mode", "url"),
        "Reading market.live.trades by URL access is not supported yet: set 'access-mode' to 'dir' or"
            + " 'auto'.");
  }

  @Test
  void wrongColumns() {
    assertAnswer(
        ddl().columns("id INT, symbol STRING, prize DECIMAL(12,4), ts TIMESTAMP(3)"),
        """
        The declared columns do not fit the shared table market.live.trades:
          - column 'id' is declared as INT, but is BIGINT in the table (Delta type long)
          - column 'prize' is not in the table
          - column 'ts' is declared as TIMESTAMP(3), but is TIMESTAMP_LTZ(6) in the table (Delta type timestamp)
        The table's columns are: id BIGINT, symbol STRING, price DECIMAL(12, 4), ts TIMESTAMP_LTZ(6)""");
  }

  @Test
  void wrongOptions() {
    assertAnswer(
        ddl().with("s3.endpoint", "ftp://x"),
        "'s3.endpoint' must be a URL like https://s3.example.com, but is 'ftp://x'");
    assertAnswer(
        ddl().with("s3.endpoint", "my host:9000"),
        "'s3.endpoint' must be a URL like https://s3.example.com, but is 'my host:9000'");
    assertAnswer(
        ddl().with("scan.max-pending-splits", "0"),
        "'scan.max-pending-splits' must be 1 or more, but is 0");
    assertAnswer(
        ddl().with("credentials.assumed-lifetime", "0 s"),
        "the assumed lifetime of credentials must be longer than zero, but is PT0S");
    assertAnswer(
        ddl().with("scan.discovery.interval", "0 s"),
        "the discovery interval must be longer than zero, but is PT0S");
    assertAnswer(
        ddl().with("scan.discovery.interval", "100 micros"),
        "the discovery interval must be a millisecond or longer, but is PT0.0001S");
    assertAnswer(
        ddl().with("credentials.refresh.max-lead", "0 s"),
        "the max-lead must be longer than zero, but is PT0S");
    assertAnswer(
        ddl().with("hadoop.fs.s3a.aws.credentials.provider", "x.Y"),
        "the Hadoop setting 'fs.s3a.aws.credentials.provider' must not be given: which code opens a"
            + " shared table, and with which credentials, is not for options to say. Remove it.");
    assertThat(answer(ddl().with("scan.discovery.interval", "often")))
        .startsWith("Invalid value for option 'scan.discovery.interval'.")
        .contains("text does not start with a number");
    assertThat(answer(ddl().with("access-mode", "carrier-pigeon")))
        .startsWith("Invalid value for option 'access-mode'.")
        .endsWith("Expected one of: [[AUTO, DIR, URL]]");
    assertThat(answer(ddl().with("discovery", "1 s")))
        .startsWith(
            "Unsupported options found for 'delta-sharing'.\n\nUnsupported options:\n\ndiscovery\n");
  }

  private static TradesDdl ddl() {
    return new TradesDdl(server, profile);
  }

  private static TradesDdl at(Path otherProfile) {
    return ddl().with("path", otherProfile + "#market.live.trades");
  }

  private static String authority() {
    return server.endpoint().getAuthority();
  }

  private static void assertAnswer(TradesDdl ddl, String expected) {
    assertThat(answer(ddl)).isEqualTo(expected);
  }

  private static String answer(TradesDdl ddl) {
    StreamTableEnvironment sql =
        StreamTableEnvironment.create(StreamExecutionEnvironment.getExecutionEnvironment());
    Throwable failure =
        catchThrowable(
            () -> {
              sql.executeSql(ddl.create());
              sql.explainSql("SELECT * FROM trades");
            });
    assertThat(failure).isNotNull();
    while (failure.getCause() != null) {
      failure = failure.getCause();
    }
    assertThat(failure).isInstanceOf(ValidationException.class);
    return String.valueOf(failure.getMessage());
  }
}
