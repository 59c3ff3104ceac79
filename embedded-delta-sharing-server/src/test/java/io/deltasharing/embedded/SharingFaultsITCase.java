/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SharingFaultsITCase {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String VERSION = "shares/demo/schemas/market/tables/trades/version";

  /** More than the server has threads. */
  private static final int MANY = 50;

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private EmbeddedDeltaSharingServer server;
  private Faults faults;
  private SharingClient client;

  @BeforeEach
  void start() {
    TradesTable.create(directory);
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .table("demo.market.trades", directory)
            .start();
    faults = server.faults();
    client = SharingClient.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, INVALID_PARAMETER_VALUE",
    "401, UNAUTHENTICATED",
    "403, PERMISSION_DENIED",
    "404, RESOURCE_DOES_NOT_EXIST",
    "429, REQUEST_LIMIT_EXCEEDED",
    "500, INTERNAL_ERROR",
    "502, INTERNAL_ERROR",
    "503, TEMPORARILY_UNAVAILABLE"
  })
  void failsInTheProtocolsWords(int status, String errorCode)
      throws IOException, InterruptedException {
    faults.fail(RequestKind.TEMPORARY_CREDENTIALS, status, 1);
    HttpResponse<String> failed = client.askForCredentials("demo.market.trades", "");
    assertThat(failed.statusCode()).isEqualTo(status);
    assertThat(failed.body())
        .isEqualTo(
            "{\"errorCode\":\"%s\",\"message\":\"Injected: this call fails with %d\"}"
                .formatted(errorCode, status));
    assertThat(failed.headers().allValues("Date")).containsExactly("Sun, 01 Mar 2026 10:00:00 GMT");
    assertThat(server.counters().vends()).isZero();
    assertThat(client.askForCredentials("demo.market.trades", "").statusCode()).isEqualTo(200);
  }

  @Test
  void failsOnlyWhatIsAskedForAndCountsOn() throws IOException, InterruptedException {
    faults.fail(RequestKind.LIST_SHARES, 503, 2);
    assertThat(client.get("shares/demo").statusCode()).isEqualTo(200);
    assertThat(statuses("shares", 3)).containsExactly(503, 503, 200);
    assertThat(server.counters().requests(RequestKind.LIST_SHARES)).isEqualTo(3);
  }

  @Test
  void failsUntilCleared() throws IOException, InterruptedException {
    faults.fail(RequestKind.LIST_SHARES, 500, Faults.FOREVER);
    faults.fail(RequestKind.GET_SHARE, 500, Faults.FOREVER);
    faults.fail(RequestKind.LIST_SCHEMAS, 500, Faults.FOREVER);
    assertThat(statuses("shares", 3)).containsExactly(500, 500, 500);
    faults.clear(RequestKind.LIST_SHARES);
    assertThat(statuses("shares", 1)).containsExactly(200);
    assertThat(statuses("shares/demo", 1)).containsExactly(500);
    faults.clear();
    assertThat(statuses("shares/demo", 1)).containsExactly(200);
    assertThat(statuses("shares/demo/schemas", 1)).containsExactly(200);
  }

  @ParameterizedTest
  @CsvSource({"PT3S, 3", "PT2.001S, 3", "PT0S, 0"})
  void throttlesForSeconds(Duration retryAfter, String header)
      throws IOException, InterruptedException {
    faults.throttle(RequestKind.LIST_SHARES, retryAfter, false, 1);
    HttpResponse<String> throttled = client.get("shares");
    assertThat(throttled.statusCode()).isEqualTo(429);
    assertThat(throttled.headers().allValues("Retry-After")).containsExactly(header);
    assertThat(throttled.body())
        .isEqualTo(
            "{\"errorCode\":\"REQUEST_LIMIT_EXCEEDED\","
                + "\"message\":\"Injected: this call fails with 429\"}");
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"PT3S, 10:05:03", "PT2.001S, 10:05:03"})
  void throttlesUntilADateByTheServersClock(Duration retryAfter, String time)
      throws IOException, InterruptedException {
    faults.clockOffset(Duration.ofMinutes(5));
    faults.throttle(RequestKind.LIST_SHARES, retryAfter, true, 1);
    HttpResponse<String> throttled = client.get("shares");
    assertThat(throttled.headers().allValues("Date"))
        .containsExactly("Sun, 01 Mar 2026 10:05:00 GMT");
    assertThat(throttled.headers().allValues("Retry-After"))
        .containsExactly("Sun, 01 Mar 2026 " + time + " GMT");
  }

  @Test
  void floodsUntilTheClientHangsUp() throws IOException, InterruptedException {
    faults.flood(RequestKind.LIST_SHARES, 1);
    HttpResponse<InputStream> flood =
        client.http().send(client.request("shares").build(), BodyHandlers.ofInputStream());
    try (InputStream body = flood.body()) {
      assertThat(body.readNBytes(10 << 20)).hasSize(10 << 20);
    }
    assertThat(client.get("shares").body()).startsWith("{\"items\":");
  }

  @Test
  void answersWithWhatItWasGiven() throws IOException, InterruptedException {
    faults.answerWith(RequestKind.TEMPORARY_CREDENTIALS, "{\"a\":\"\u00e4\"}", 1);
    HttpResponse<String> answer = client.askForCredentials("demo.market.trades", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"a\":\"\u00e4\"}");
    assertThat(server.counters().vends()).isZero();
  }

  @Test
  void redirects() throws IOException, InterruptedException {
    faults.redirect(RequestKind.LIST_SHARES, 307, "http://elsewhere/x", 1);
    HttpResponse<String> redirect = client.get("shares");
    assertThat(redirect.statusCode()).isEqualTo(307);
    assertThat(redirect.headers().allValues("Location")).containsExactly("http://elsewhere/x");
    assertThatThrownBy(() -> faults.redirect(RequestKind.LIST_SHARES, 400, "x", 1))
        .hasMessage("A redirect's status is 300 to 399, not 400");
  }

  @Test
  void garbles() throws IOException, InterruptedException {
    faults.garble(RequestKind.TEMPORARY_CREDENTIALS, 1);
    HttpResponse<String> garbled = client.askForCredentials("demo.market.trades", "");
    assertThat(garbled.statusCode()).isEqualTo(200);
    assertThat(garbled.body())
        .isEqualTo("<html><body>Welcome to our guest network!<br></body></html>\n");
    assertThat(client.vend("demo.market.trades").sessionToken()).isNotBlank();
  }

  @Test
  void cutsOffInTheMiddleOfTheBody() throws IOException, InterruptedException {
    String whole = client.get("shares").body();
    faults.cutOff(RequestKind.LIST_SHARES, 2);
    assertThatThrownBy(() -> client.get("shares")).isInstanceOf(IOException.class);
    HttpResponse<InputStream> cut =
        client.http().send(client.request("shares").build(), BodyHandlers.ofInputStream());
    assertThat(cut.statusCode()).isEqualTo(200);
    assertThat(cut.headers().firstValueAsLong("Content-Length")).hasValue(whole.length());
    byte[] half = cut.body().readNBytes(whole.length() / 2);
    assertThat(new String(half, StandardCharsets.UTF_8))
        .isEqualTo(whole.substring(0, whole.length() / 2));
    assertThat(catchThrowable(() -> cut.body().read())).isInstanceOf(IOException.class);
    assertThat(client.get("shares").body()).isEqualTo(whole);
  }

  @Test
  void cutsOffAnswersWithoutABodyAltogether() throws IOException, InterruptedException {
    faults.cutOff(RequestKind.TABLE_VERSION, Faults.FOREVER);
    assertThatThrownBy(() -> client.get(VERSION)).isInstanceOf(IOException.class);
    faults.clear();
    assertThat(client.get(VERSION).headers().firstValue("Delta-Table-Version")).contains("0");
  }

  @Test
  void delays() throws IOException, InterruptedException {
    Duration delay = Duration.ofMillis(200);
    faults.delay(RequestKind.LIST_SHARES, delay, 1);
    long start = System.nanoTime();
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
  }

  @Test
  void delaysHoldUpNoOtherRequest() throws Exception {
    faults.delay(RequestKind.LIST_SHARES, LONG, MANY);
    List<CompletableFuture<HttpResponse<String>>> delayed = ask("shares", MANY);
    assertThat(server.counters().awaitRequests(RequestKind.LIST_SHARES, MANY, SOON)).isTrue();
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
    assertThat(delayed).noneMatch(CompletableFuture::isDone);
    faults.clear(RequestKind.LIST_SHARES);
    assertAnswered(delayed);
  }

  @Test
  void hangsUntilReleased() throws Exception {
    faults.hang(RequestKind.LIST_SHARES, MANY);
    faults.hang(RequestKind.GET_SHARE, 1);
    List<CompletableFuture<HttpResponse<String>>> shares = ask("shares", MANY);
    List<CompletableFuture<HttpResponse<String>>> share = ask("shares/demo", 1);
    assertThat(server.counters().awaitRequests(RequestKind.LIST_SHARES, MANY, SOON)).isTrue();
    assertThat(server.counters().awaitRequests(RequestKind.GET_SHARE, 1, SOON)).isTrue();
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
    faults.clear(RequestKind.LIST_SHARES);
    assertAnswered(shares);
    assertThat(share).noneMatch(CompletableFuture::isDone);
    faults.clear();
    assertAnswered(share);
    assertThat(server.counters().requests(RequestKind.LIST_SHARES)).isEqualTo(MANY + 1);
  }

  @Test
  void answersAsThingsStandWhenReleased() throws Exception {
    faults.hang(RequestKind.TEMPORARY_CREDENTIALS, 1);
    CompletableFuture<HttpResponse<String>> hanging =
        CompletableFuture.supplyAsync(this::askForCredentials);
    assertThat(server.counters().awaitRequests(RequestKind.TEMPORARY_CREDENTIALS, 1, SOON))
        .isTrue();
    clock.advance(LONG);
    faults.clear();
    HttpResponse<String> answer = hanging.get(10, TimeUnit.SECONDS);
    assertThat(answer.headers().allValues("Date")).containsExactly("Sun, 01 Mar 2026 11:00:00 GMT");
    assertThat(SharingClient.json(answer).at("/credentials/expirationTime").asLong())
        .isEqualTo(clock.instant().plus(LONG).toEpochMilli());
  }

  @Test
  void outlivesClientsThatGaveUp() throws Exception {
    faults.hang(RequestKind.LIST_SHARES, 1);
    assertThatThrownBy(() -> client.send(client.request("shares").timeout(Duration.ofMillis(200))))
        .isInstanceOf(HttpTimeoutException.class);
    faults.clear();
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
  }

  @Test
  void waitsForNothingThatIsHeldWhenItCloses() throws Exception {
    faults.delay(RequestKind.LIST_SHARES, LONG, MANY);
    faults.hang(RequestKind.GET_SHARE, MANY);
    List<CompletableFuture<HttpResponse<String>>> delayed = ask("shares", MANY);
    List<CompletableFuture<HttpResponse<String>>> hanging = ask("shares/demo", MANY);
    server.counters().awaitRequests(RequestKind.LIST_SHARES, MANY, SOON);
    server.counters().awaitRequests(RequestKind.GET_SHARE, MANY, SOON);
    long start = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertFailed(delayed);
    assertFailed(hanging);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("embedded-"));
    assertThatThrownBy(() -> faults.hang(RequestKind.LIST_SHARES, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The server is closed: it answers no more");
  }

  private HttpResponse<String> askForCredentials() {
    try {
      return client.askForCredentials("demo.market.trades", "");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Integer> statuses(String path, int times) throws IOException, InterruptedException {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      statuses.add(client.get(path).statusCode());
    }
    return statuses;
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(String path, int times) {
    return IntStream.range(0, times)
        .mapToObj(
            i -> client.http().sendAsync(client.request(path).build(), BodyHandlers.ofString()))
        .toList();
  }

  private static void assertAnswered(List<CompletableFuture<HttpResponse<String>>> answers)
      throws Exception {
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
  }

  private static void assertFailed(List<CompletableFuture<HttpResponse<String>>> answers) {
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(IOException.class);
    }
  }
}
