/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sharing API says of credentials, to whom it talks, and of which tables. */
class AccessFaultsITCase {

  private static final Duration LIFETIME = Duration.ofSeconds(15);
  private static final String TRADES = "shares/demo/schemas/market/tables/trades/";

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
            .credentialLifetime(LIFETIME)
            .table("demo.market.trades", directory)
            .table("demo.market.Other", directory)
            .start();
    faults = server.faults();
    client = SharingClient.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT-5S", "PT-1H"})
  void liesAboutTheExpiry(Duration lie) throws IOException, InterruptedException {
    faults.expirationOffset(lie);
    assertThat(expirationTime().asLong())
        .isEqualTo(clock.instant().plus(LIFETIME).plus(lie).toEpochMilli());
    faults.expirationOffset(Duration.ZERO);
    assertThat(expirationTime().asLong()).isEqualTo(clock.instant().plus(LIFETIME).toEpochMilli());
  }

  @Test
  void leavesTheExpiryOut() throws IOException, InterruptedException {
    faults.expirationMissing(true);
    assertThat(expirationTime().isMissingNode()).isTrue();
    faults.expirationMissing(false);
    assertThat(expirationTime().asLong()).isEqualTo(clock.instant().plus(LIFETIME).toEpochMilli());
  }

  @Test
  void setsTheClockOff() throws IOException, InterruptedException {
    faults.clockOffset(Duration.ofMinutes(-10));
    HttpResponse<String> answer = client.askForCredentials("demo.market.trades", "");
    assertThat(answer.headers().allValues("Date")).containsExactly("Sun, 01 Mar 2026 09:50:00 GMT");
    assertThat(SharingClient.json(answer).at("/credentials/expirationTime").asLong())
        .isEqualTo(clock.instant().minus(Duration.ofMinutes(10)).plus(LIFETIME).toEpochMilli());
    faults.clockOffset(Duration.ZERO);
    assertThat(client.get("shares").headers().allValues("Date"))
        .containsExactly("Sun, 01 Mar 2026 10:00:00 GMT");
  }

  @ParameterizedTest
  @CsvSource({
    "403, PERMISSION_DENIED, Access to the table demo.market.trades was revoked",
    "404, RESOURCE_DOES_NOT_EXIST, The table demo.market.trades does not exist"
  })
  void revokesAccessToATable(int status, String errorCode, String message)
      throws IOException, InterruptedException {
    faults.revokeAccess("Demo.market.TRADES", status);
    String body = "{\"errorCode\":\"%s\",\"message\":\"%s\"}".formatted(errorCode, message);
    assertAnswer(client.get(TRADES + "version"), status, body);
    assertAnswer(client.get(TRADES + "metadata"), status, body);
    assertAnswer(client.get(TRADES + "changes"), status, body);
    assertAnswer(client.post(TRADES + "query", "{}"), status, body);
    assertAnswer(client.askForCredentials("demo.market.trades", ""), status, body);
    assertThat(server.counters().refusals(RefusalKind.ACCESS_REVOKED)).isEqualTo(5);
    assertThat(client.askForCredentials("demo.market.other", "").statusCode()).isEqualTo(200);
    assertThat(client.get("shares/demo/all-tables").body()).contains("trades");
    faults.restoreAccess("demo.MARKET.trades");
    assertThat(client.get(TRADES + "version").statusCode()).isEqualTo(200);
  }

  @Test
  void explainsWhatCannotBeRevoked() {
    assertThatThrownBy(() -> faults.revokeAccess("demo.market.trades", 401))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Revoked access answers 403 or 404, not 401");
    assertThatThrownBy(() -> faults.restoreAccess("demo.market.none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The table demo.market.none is not shared; shared are"
                + " [demo.market.Other, demo.market.trades]");
  }

  @Test
  void rotatesTheBearerToken() throws IOException, InterruptedException {
    String old = server.bearerToken();
    String rotated = faults.rotateBearerToken();
    assertThat(rotated).isNotEqualTo(old).isEqualTo(server.bearerToken());
    assertThat(Json.parse(server.profileJson()).path("bearerToken").asText()).isEqualTo(rotated);
    assertAnswer(
        shares(old),
        401,
        "{\"errorCode\":\"UNAUTHENTICATED\",\"message\":\"The bearer token is missing or wrong\"}");
    assertThat(shares(rotated).statusCode()).isEqualTo(200);
  }

  @Test
  void expiresTheBearerTokenUntilItIsRotated() throws IOException, InterruptedException {
    faults.expireBearerToken();
    assertAnswer(
        shares(server.bearerToken()),
        401,
        "{\"errorCode\":\"UNAUTHENTICATED\",\"message\":\"The bearer token has expired\"}");
    assertThat(server.counters().refusals(RefusalKind.UNAUTHENTICATED)).isEqualTo(1);
    assertThat(shares(faults.rotateBearerToken()).statusCode()).isEqualTo(200);
  }

  private JsonNode expirationTime() throws IOException, InterruptedException {
    HttpResponse<String> answer = client.askForCredentials("demo.market.trades", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    return SharingClient.json(answer).at("/credentials/expirationTime");
  }

  private HttpResponse<String> shares(String token) throws IOException, InterruptedException {
    return client.send(client.request("shares").setHeader("Authorization", "Bearer " + token));
  }

  private static void assertAnswer(HttpResponse<String> answer, int status, String body) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
  }
}
