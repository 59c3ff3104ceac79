/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

@Timeout(60)
class AdminITCase {

  private static final String ENDPOINTS =
      "[LIST_SHARES, GET_SHARE, LIST_SCHEMAS, LIST_TABLES, LIST_ALL_TABLES, TABLE_VERSION,"
          + " TABLE_METADATA, TABLE_QUERY, TABLE_CHANGES, TEMPORARY_CREDENTIALS, UNKNOWN_ENDPOINT,"
          + " STORE_GET, STORE_HEAD, STORE_LIST, STORE_WRITE]";
  private static final String FAULTS =
      "[fail, delay, garble, cutOff, throttle, flood, answerWith, redirect, hang, clear,"
          + " expirationOffset, expirationMissing, clockOffset, revokeCredentials, revokeAccess, restoreAccess, rotateBearerToken,"
          + " expireBearerToken, expiredAs403]";

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private EmbeddedDeltaSharingServer server;
  private SharingClient client;

  @BeforeEach
  void start() {
    start(true);
  }

  private void start(boolean admin) {
    TradesTable.create(directory.resolve(admin ? "open" : "closed"));
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(Duration.ofSeconds(15))
            .table("s.c.t", directory.resolve(admin ? "open" : "closed"))
            .admin(admin)
            .start();
    client = SharingClient.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isOffByDefault() throws IOException, InterruptedException {
    stop();
    start(false);
    HttpRequest.Builder order =
        HttpRequest.newBuilder(admin("faults")).POST(BodyPublishers.ofString("{}"));
    assertThat(client.send(order).statusCode()).isEqualTo(401);
    order.header("Authorization", "Bearer " + server.bearerToken());
    assertThat(client.send(order).statusCode()).isEqualTo(404);
  }

  @Test
  void failsAnswersAndForgetsIt() throws IOException, InterruptedException {
    order("{\"fault\":\"fail\",\"endpoint\":\"LIST_SHARES\",\"status\":503,\"times\":1}");
    order("{\"fault\":\"fail\",\"endpoint\":\"LIST_SHARES\",\"status\":500,\"times\":\"forever\"}");
    order("{\"fault\":\"fail\",\"endpoint\":\"GET_SHARE\",\"status\":404,\"times\":\"forever\"}");
    assertThat(client.get("shares").statusCode()).isEqualTo(503);
    assertThat(client.get("shares").statusCode()).isEqualTo(500);
    order("{\"fault\":\"clear\",\"endpoint\":\"LIST_SHARES\"}");
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
    assertThat(client.get("shares/s").statusCode()).isEqualTo(404);
    assertOrdered(client.send(HttpRequest.newBuilder(admin("faults")).DELETE()));
    assertThat(client.get("shares/s").statusCode()).isEqualTo(200);
  }

  @Test
  void throttlesGarblesAndCutsOff() throws IOException, InterruptedException {
    order(
        "{\"fault\":\"throttle\",\"endpoint\":\"LIST_SHARES\",\"retryAfter\":\"3s\","
            + "\"asDate\":true,\"times\":1}");
    assertThat(client.get("shares").headers().firstValue("Retry-After"))
        .contains("Sun, 01 Mar 2026 10:00:03 GMT");
    order("{\"fault\":\"garble\",\"endpoint\":\"LIST_SHARES\",\"times\":1}");
    assertThat(client.get("shares").body()).startsWith("<html>");
    order("{\"fault\":\"cutOff\",\"endpoint\":\"LIST_SHARES\",\"times\":1}");
    HttpResponse<InputStream> cut =
        client.http().send(client.request("shares").build(), BodyHandlers.ofInputStream());
    assertThat(cut.statusCode()).isEqualTo(200);
    assertThat(catchThrowable(() -> cut.body().readAllBytes())).isInstanceOf(IOException.class);
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
  }

  @Test
  void answersAsAHostileServerWould() throws IOException, InterruptedException {
    order("{\"fault\":\"answerWith\",\"endpoint\":\"LIST_SHARES\",\"body\":\"{}\",\"times\":1}");
    assertThat(client.get("shares").body()).isEqualTo("{}");
    order(
        "{\"fault\":\"redirect\",\"endpoint\":\"LIST_SHARES\",\"status\":302,"
            + "\"target\":\"/there\",\"times\":1}");
    assertThat(client.get("shares").headers().firstValue("Location")).contains("/there");
    order("{\"fault\":\"flood\",\"endpoint\":\"LIST_SHARES\",\"times\":1}");
    try (InputStream flood =
        client.http().send(client.request("shares").build(), BodyHandlers.ofInputStream()).body()) {
      assertThat(flood.readNBytes(1 << 20)).hasSize(1 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"delay\",\"endpoint\":\"LIST_SHARES\",\"delay\":\"1h\",\"times\":1}",
        "{\"fault\":\"hang\",\"endpoint\":\"LIST_SHARES\",\"times\":1}"
      })
  void holdsAnswersBackUntilCleared(String order) throws Exception {
    order(order);
    CompletableFuture<HttpResponse<String>> held =
        client.http().sendAsync(client.request("shares").build(), BodyHandlers.ofString());
    assertThat(server.counters().awaitRequests(RequestKind.LIST_SHARES, 1, Duration.ofSeconds(10)))
        .isTrue();
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
    assertThat(held).isNotDone();
    client.send(HttpRequest.newBuilder(admin("faults")).DELETE());
    assertThat(held.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
  }

  @Test
  void liesAboutTheTime() throws IOException, InterruptedException {
    long truth = clock.instant().plusSeconds(15).toEpochMilli();
    order("{\"fault\":\"expirationOffset\",\"offset\":\"-20s\"}");
    assertThat(expirationTime().asLong()).isEqualTo(truth - 20_000);
    order("{\"fault\":\"expirationOffset\",\"offset\":\"0s\"}");
    order("{\"fault\":\"clockOffset\",\"offset\":\"5m\"}");
    assertThat(expirationTime().asLong()).isEqualTo(truth + 300_000);
    order("{\"fault\":\"expirationMissing\",\"missing\":true}");
    assertThat(expirationTime().isMissingNode()).isTrue();
  }

  @Test
  void revokesAndRestoresAccess() throws IOException, InterruptedException {
    order("{\"fault\":\"revokeAccess\",\"table\":\"s.c.t\",\"status\":403}");
    assertThat(client.askForCredentials("s.c.t", "").statusCode()).isEqualTo(403);
    order("{\"fault\":\"restoreAccess\",\"table\":\"s.c.t\"}");
    assertThat(client.askForCredentials("s.c.t", "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fault\":\"revokeCredentials\"}",
        "{\"fault\":\"revokeCredentials\",\"location\":\"s3://embedded-delta-sharing/s/c/t\"}"
      })
  void revokesCredentials(String order) throws IOException, InterruptedException {
    try (S3Client store = client.store(client.vend("s.c.t"))) {
      order("{\"fault\":\"revokeCredentials\",\"location\":\"s3://elsewhere/t\"}");
      assertThat(listingRefused(store)).isNull();
      order(order);
      assertThat(listingRefused(store)).isEqualTo("InvalidToken");
    }
  }

  @Test
  void speaksCephsDialect() throws IOException, InterruptedException {
    try (S3Client store = client.store(client.vend("s.c.t"))) {
      clock.advance(Duration.ofSeconds(15));
      order("{\"fault\":\"expiredAs403\",\"cephDialect\":true}");
      assertThat(listingRefused(store)).isEqualTo("AccessDenied");
      order("{\"fault\":\"expiredAs403\",\"cephDialect\":false}");
      assertThat(listingRefused(store)).isEqualTo("ExpiredToken");
    }
  }

  @Test
  void expiresAndRotatesTheBearerToken() throws IOException, InterruptedException {
    order("{\"fault\":\"expireBearerToken\"}");
    assertThat(client.get("shares").statusCode()).isEqualTo(401);
    HttpResponse<String> rotated = post("{\"fault\":\"rotateBearerToken\"}");
    assertThat(rotated.body()).isEqualTo("{\"bearerToken\":\"" + server.bearerToken() + "\"}");
    assertThat(client.get("shares").statusCode()).isEqualTo(200);
  }

  @Test
  void tellsTheCounters() throws IOException, InterruptedException {
    client.vend("s.c.t");
    HttpResponse<String> counters = client.send(HttpRequest.newBuilder(admin("counters")));
    assertThat(counters.statusCode()).isEqualTo(200);
    assertThat(counters.body()).isEqualTo(server.counters().json().toString());
    assertThat(SharingClient.json(counters).at("/requests/TEMPORARY_CREDENTIALS").asLong())
        .isEqualTo(1);
  }

  @Test
  void knowsNoOtherCalls() throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(HttpRequest.newBuilder(admin("faults")));
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(SharingClient.json(answer).path("message").asText())
        .isEqualTo(
            "No such endpoint: GET /admin/faults"
                + " (there are POST and DELETE /admin/faults, GET /admin/counters)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "nonsense|The body is not a JSON object such as {\"fault\":\"hang\",...}",
        "[]|The body is not a JSON object such as {\"fault\":\"hang\",...}",
        "{}|'fault' is missing",
        "{\"fault\":1}|'fault' is a text, not 1",
        "{\"fault\":\"fial\"}|'fault' is one of " + FAULTS + ", not 'fial'",
        "{\"fault\":\"hang\",\"endpoint\":\"STORE_GET\"}|'times' is missing",
        "{\"fault\":\"hang\",\"endpoint\":\"X\",\"times\":1}|"
            + "'endpoint' is one of "
            + ENDPOINTS
            + ", not 'X'",
        "{\"fault\":\"hang\",\"endpoint\":\"STORE_GET\",\"times\":1,\"status\":1}|"
            + "'hang' takes [endpoint, times], not 'status'",
        "{\"fault\":\"hang\",\"endpoint\":\"STORE_GET\",\"times\":\"often\"}|"
            + "'times' is a whole number or \"forever\", not \"often\"",
        "{\"fault\":\"hang\",\"endpoint\":\"STORE_GET\",\"times\":0}|"
            + "A fault happens once or more, not 0 times",
        "{\"fault\":\"fail\",\"endpoint\":\"STORE_GET\",\"status\":1.5,\"times\":1}|"
            + "'status' is a whole number, not 1.5",
        "{\"fault\":\"fail\",\"endpoint\":\"STORE_GET\",\"status\":200,\"times\":1}|"
            + "A failure's status is 400 to 599, not 200",
        "{\"fault\":\"delay\",\"endpoint\":\"STORE_GET\",\"delay\":\"15\",\"times\":1}|"
            + "'delay' takes a duration such as 500ms, 15s, 2m or 1h, not '15'",
        "{\"fault\":\"delay\",\"endpoint\":\"STORE_GET\",\"delay\":\"-1s\",\"times\":1}|"
            + "A delay is not negative: PT-1S",
        "{\"fault\":\"throttle\",\"endpoint\":\"STORE_GET\",\"retryAfter\":\"-1s\","
            + "\"asDate\":false,\"times\":1}|A Retry-After is not negative: PT-1S",
        "{\"fault\":\"expirationMissing\",\"missing\":\"yes\"}|"
            + "'missing' is true or false, not \"yes\"",
        "{\"fault\":\"revokeAccess\",\"table\":\"s.c.none\",\"status\":403}|"
            + "The table s.c.none is not shared; shared are [s.c.t]"
      })
  void explainsWrongBodies(String body, String message) throws IOException, InterruptedException {
    HttpResponse<String> answer = post(body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(SharingClient.json(answer).path("errorCode").asText())
        .isEqualTo("INVALID_PARAMETER_VALUE");
    assertThat(SharingClient.json(answer).path("message").asText()).isEqualTo(message);
  }

  private URI admin(String path) {
    return server.endpoint().resolve("/admin/" + path);
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(admin("faults")).POST(BodyPublishers.ofString(body)));
  }

  private void order(String body) throws IOException, InterruptedException {
    assertOrdered(post(body));
  }

  private static void assertOrdered(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private JsonNode expirationTime() throws IOException, InterruptedException {
    HttpResponse<String> answer = client.askForCredentials("s.c.t", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return SharingClient.json(answer).at("/credentials/expirationTime");
  }

  /** The code of the refusal, null if there is none. */
  private static @Nullable String listingRefused(S3Client store) {
    try {
      store.listObjectsV2(r -> r.bucket("embedded-delta-sharing").prefix("s/c/t/"));
      return null;
    } catch (S3Exception e) {
      return e.awsErrorDetails().errorCode();
    }
  }
}
