/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.testing.QueryAnswer;
import io.deltasharing.flink.testing.TradesDdl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * A server whose answers are made up, and another one that nobody must ask for anything. How its
 * table is read, and what is said about it.
 */
final class HostileServer implements AutoCloseable {
  static final String TABLE = "market.live.hostile";
  static final String ROOT = "s3://embedded-delta-sharing/market/live/hostile";
  static final String LEAD = "Reading the shared table " + TABLE + " failed: ";
  static final String REFUSED = LEAD + "Access to " + ROOT + " was refused: ";
  static final String AWS =
      "'awsTempCredentials':{'accessKeyId':'a','secretAccessKey':'s','sessionToken':'t'}";
  private static final String NEWER =
      ". The endpoint may not be a Delta Sharing server, or may speak a newer protocol.";

  /** Seconds, on a machine that has others to serve. */
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Path directory;
  private final String suite;
  final EmbeddedDeltaSharingServer server;
  final EmbeddedDeltaSharingServer elsewhere;
  final Path profile;

  /**
   * @param suite leads the lines that are printed
   */
  HostileServer(Path directory, Class<?> suite) {
    this.directory = directory;
    this.suite = suite.getSimpleName();
    server =
        EmbeddedDeltaSharingServer.builder()
            .table(TABLE, trades("hostile"))
            .table("market.live.other", trades("other"))
            .start();
    elsewhere = EmbeddedDeltaSharingServer.builder().table(TABLE, trades("elsewhere")).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  @Override
  public void close() {
    server.close();
    elsewhere.close();
  }

  Faults faults() {
    return server.faults();
  }

  void assertNobodyElseAsked() {
    for (RequestKind kind : RequestKind.values()) {
      assertThat(elsewhere.counters().requests(kind)).as("%s elsewhere", kind).isZero();
    }
  }

  void assertNothingRead() {
    long requests =
        Stream.of(RequestKind.STORE_GET, RequestKind.STORE_HEAD, RequestKind.STORE_LIST)
            .mapToLong(server.counters()::requests)
            .sum();
    assertThat(requests).as("requests to the store").isZero();
  }

  String senseless(String purpose, String words) {
    return asked(purpose) + "gave an answer that makes no sense: " + words + NEWER;
  }

  String asked(String purpose) {
    return "The sharing server "
        + server.endpoint().getAuthority()
        + ", asked for "
        + purpose
        + TABLE
        + ", ";
  }

  void vending(String json) {
    String body = json.replace("%ROOT%", ROOT).replace('\'', '"');
    faults().answerWith(RequestKind.TEMPORARY_CREDENTIALS, body, Faults.FOREVER);
  }

  String metadata() throws IOException, InterruptedException {
    return body(request("hostile/metadata"));
  }

  String vended(String table) throws IOException, InterruptedException {
    return body(
        request(table + "/temporary-table-credentials").POST(BodyPublishers.ofString("{}")));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(server.endpoint() + "shares/market/schemas/live/tables/" + path))
        .header("Authorization", "Bearer " + server.bearerToken());
  }

  private static String body(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
  }

  String planned() {
    return QueryAnswer.ofBatch(ddl().create());
  }

  /** How the job itself ends, planned in ignorance. */
  String answer() {
    long start = System.nanoTime();
    String answer = QueryAnswer.ofBatch(ddl().with("scan.validate-at-planning", "false").create());
    report("answer", start);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    return answer;
  }

  TradesDdl ddl() {
    return new TradesDdl(server, profile).with("path", profile + "#" + TABLE);
  }

  private Path trades(String name) {
    TradesTable trades = TradesTable.create(directory.resolve(name));
    trades.append(10);
    return trades.directory();
  }

  void report(String what, long start) {
    System.out.printf(
        "%s: %s afterMillis=%d%n",
        suite, what, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }
}
