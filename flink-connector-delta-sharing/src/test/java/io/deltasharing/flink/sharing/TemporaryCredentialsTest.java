/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltasharing.flink.secret.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporaryCredentialsTest {
  private ClientFixture fixture;
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    fixture = new ClientFixture();
    server = fixture.server;
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private TemporaryCredentials fetch(String json) throws InterruptedException {
    server.then(200, json, "Content-Type", "application/x-ndjson");
    return fixture.client().temporaryTableCredentials(ClientFixture.TABLE, Optional.empty());
  }

  @Test
  void readsAws() throws Exception {
    TemporaryCredentials credentials =
        fetch(
            """
            {"credentials": {"location": "s3://b/t",
              "awsTempCredentials": {"accessKeyId": "ASIA12345678", "secretAccessKey": "k", "sessionToken": "st"},
              "expirationTime": 1893459600000}}""");
    assertThat(credentials)
        .isEqualTo(
            new TemporaryCredentials(
                Optional.of("s3://b/t"),
                new CloudCredential.AwsTempCredentials(
                    "ASIA12345678", Secret.of("k"), Optional.of(Secret.of("st"))),
                Optional.of(Instant.parse("2030-01-01T01:00:00Z")),
                ClientFixture.NOW,
                credentials.serverDate()));
    assertThat(credentials.serverDate()).isPresent();
  }

  @Test
  void asksByPostForTheRoot() throws Exception {
    fetch("{\"credentials\": {\"gcpOauthToken\": {\"oauthToken\": \"g\"}}}");
    ScriptedServer.Request request = server.onlyRequest();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target())
        .isEqualTo("/api/shares/s/schemas/c/tables/t/temporary-table-credentials");
    assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    assertThat(request.body()).isEqualTo("{}");
  }

  @Test
  void asksByPostForALocation() throws Exception {
    server.then(200, "{\"credentials\": {\"gcpOauthToken\": {\"oauthToken\": \"g\"}}}");
    fixture
        .client()
        .temporaryTableCredentials(ClientFixture.TABLE, Optional.of("s3://b/a\"\u00e9"));
    assertThat(server.onlyRequest().body()).isEqualTo("{\"location\":\"s3://b/a\\\"\u00e9\"}");
  }

  @Test
  void readsTheOtherStores() throws Exception {
    assertThat(
            fetch("{\"credentials\": {\"azureUserDelegationSas\": {\"sasToken\": \"sig=1\"}}}")
                .credential())
        .isEqualTo(new CloudCredential.AzureUserDelegationSas(Secret.of("sig=1")));
    assertThat(
            fetch("{\"credentials\": {\"gcpOauthToken\": {\"oauthToken\": \"g\"}}}").credential())
        .isEqualTo(new CloudCredential.GcpOauthToken(Secret.of("g")));
    assertThat(
            fetch(
                    """
                    {"credentials": {"r2Credentials":
                      {"accessKeyId": "r", "secretAccessKey": "k", "sessionToken": "st"}}}""")
                .credential())
        .isEqualTo(
            new CloudCredential.R2TempCredentials(
                "r", Secret.of("k"), Optional.of(Secret.of("st"))));
  }

  @Test
  void isLenientInWhatMayBeMissing() throws Exception {
    TemporaryCredentials credentials =
        fetch(
            """
            {"credentials": {"location": "", "gcpOauthToken": null, "expirationTime": 0,
              "awsTempCredentials": {"accessKeyId": "a", "secretAccessKey": "k", "sessionToken": ""}}}""");
    assertThat(credentials.location()).isEmpty();
    assertThat(credentials.expirationTime()).isEmpty();
    assertThat(credentials.credential())
        .isEqualTo(new CloudCredential.AwsTempCredentials("a", Secret.of("k"), Optional.empty()));
  }

  @Test
  void takesAnExpirationInQuotes() throws Exception {
    assertThat(
            fetch(
                    """
                    {"credentials": {"gcpOauthToken": {"oauthToken": "g"},
                      "expirationTime": "1893459600000"}}""")
                .expirationTime())
        .contains(Instant.parse("2030-01-01T01:00:00Z"));
  }

  @Test
  void refusesNoneAndSeveralKinds() {
    assertSenseless(
        "{\"credentials\": {\"location\": \"l\", \"ossCredentials\": {\"secret\": \"sekret\"}}}",
        "it holds no kind of credentials known here, only the fields [location, ossCredentials]");
    assertSenseless(
        """
        {"credentials": {"gcpOauthToken": {"oauthToken": "sekret"},
          "azureUserDelegationSas": {"sasToken": "sekret"}}}""",
        "it holds several kinds of credentials: [azureUserDelegationSas, gcpOauthToken]");
    assertSenseless("{\"error\": \"sekret\"}", "it lacks the field 'credentials'");
    assertSenseless("{} {}", "it holds 2 JSON objects where one is due");
    assertSenseless(
        "{\"credentials\": {\"awsTempCredentials\": {\"accessKeyId\": \"sekret\"}}}",
        "it lacks the field 'secretAccessKey'");
  }

  private void assertSenseless(String json, String words) {
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> fetch(json))
        .withMessage(
            fixture.asked("temporary credentials for table s.c.t")
                + "gave an answer that makes no sense: "
                + words
                + ". The endpoint may not be a Delta Sharing server, or may speak a newer"
                + " protocol.");
  }

  @Test
  void garbledCredentialsAreNotQuoted() {
    assertThatExceptionOfType(SharingUnavailableException.class)
        .isThrownBy(
            () -> {
              server.then(200, "{\"credentials\": sekret");
              fixture
                  .builder()
                  .retryPolicy(RetryPolicy.none())
                  .build()
                  .temporaryTableCredentials(ClientFixture.TABLE, Optional.empty());
            })
        .withMessage(
            fixture.asked("temporary credentials for table s.c.t")
                + "gave an answer that is cut short or not JSON (Content-Type missing, line 1,"
                + " column 23).")
        .withNoCause();
  }
}
