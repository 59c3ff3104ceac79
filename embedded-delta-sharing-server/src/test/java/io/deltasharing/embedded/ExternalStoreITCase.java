/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3Client;

/** The sharing server in front of a store that is not its own. */
class ExternalStoreITCase {

  private static final String TABLE = "s.c.t";
  private static final String LOG = "s/c/t/_delta_log/00000000000000000000.json";

  @TempDir Path directory;
  private final ManualClock storeClock = new ManualClock();
  private Path root;
  private EmbeddedStore store;
  private EmbeddedDeltaSharingServer server;
  private SharingClient client;

  @BeforeEach
  void start() throws IOException {
    root = Files.createDirectory(directory.resolve("store"));
    TradesTable.create(root.resolve("s/c/t"));
    store = startStore(0);
    server = builder().start();
    client = SharingClient.of(server);
  }

  private EmbeddedStore startStore(int port) {
    return EmbeddedStore.start(
        ExternalStores.at(java.net.URI.create("http://unused")),
        root,
        port,
        new StoreRefusals(new Counters(), true),
        storeClock);
  }

  private EmbeddedDeltaSharingServer.Builder builder() {
    return EmbeddedDeltaSharingServer.builder()
        .externalStore(ExternalStores.at(store.endpoint()))
        .credentialLifetime(Duration.ofSeconds(1))
        .recordSecrets(directory.resolve("secrets"))
        .table(TABLE, root.resolve("s/c/t"));
  }

  @AfterEach
  void stop() {
    server.close();
    store.close();
  }

  @Test
  void vendsWhatTheStsMakes() throws IOException, InterruptedException {
    assertThat(server.storeEndpoint()).isEqualTo(store.endpoint());
    assertThat(server.location(TABLE)).isEqualTo("s3://lake/s/c/t");
    JsonNode vended = SharingClient.json(client.askForCredentials(TABLE, "")).path("credentials");
    assertThat(vended.path("location").asText()).isEqualTo("s3://lake/s/c/t");
    assertThat(vended.path("expirationTime").asLong())
        .isEqualTo(storeClock.instant().plusSeconds(1).toEpochMilli());
    assertThat(server.counters().vends("s3://lake/s/c/t")).isEqualTo(1);
  }

  @Test
  void vendsForATimeThatTheStoreDecides() throws IOException, InterruptedException {
    try (S3Client s3 = client.store(client.vend(TABLE))) {
      assertThat(s3.headObject(r -> r.bucket("lake").key(LOG)).contentLength()).isPositive();
      storeClock.advance(Duration.ofSeconds(1));
      assertThatThrownBy(() -> s3.getObjectAsBytes(r -> r.bucket("lake").key(LOG)))
          .hasMessageContaining("The provided token has expired.");
    }
  }

  @Test
  void answers503WhileTheStsIsAway() throws IOException, InterruptedException {
    int port = store.endpoint().getPort();
    store.close();
    HttpResponse<String> refused = client.askForCredentials(TABLE, "");
    assertThat(refused.statusCode()).isEqualTo(503);
    JsonNode error = SharingClient.json(refused);
    assertThat(error.path("errorCode").asText()).isEqualTo("TEMPORARILY_UNAVAILABLE");
    assertThat(error.path("message").asText())
        .startsWith(
            "No credentials for s3://lake/s/c/t: the STS at http://127.0.0.1:"
                + port
                + " was not reached: ");
    assertThat(server.counters().vends()).isZero();
    store = startStore(port);
    assertThat(client.askForCredentials(TABLE, "").statusCode()).isEqualTo(200);
  }

  @Test
  void answers500IfTheStsRefuses() throws IOException, InterruptedException {
    server.close();
    ExternalStore right = ExternalStores.at(store.endpoint());
    server =
        builder()
            .externalStore(
                new ExternalStore(
                    right.endpoint(),
                    right.stsEndpoint(),
                    right.region(),
                    right.bucket(),
                    right.accessKeyId(),
                    "wrong",
                    right.roleArn()))
            .start();
    HttpResponse<String> refused = SharingClient.of(server).askForCredentials(TABLE, "");
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(SharingClient.json(refused).path("message").asText())
        .isEqualTo(
            "No credentials for s3://lake/s/c/t: the STS at "
                + store.endpoint()
                + " answered 403 SignatureDoesNotMatch");
  }

  @Test
  void refusesFaultsOfWhatItDoesNotDo() {
    Faults faults = server.faults();
    assertThatThrownBy(faults::revokeCredentials)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(
            "Credentials of the external store at "
                + store.endpoint()
                + " cannot be revoked: STS makes them, and they live until they expire."
                + " Revoke the access to a table instead, which ends their renewal");
    assertThatThrownBy(() -> faults.expiredAs403(true))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> faults.cutOff(RequestKind.STORE_GET, 1))
        .hasMessage(
            "STORE_GET does not arrive here: the store is an external one, which answers by"
                + " itself");
  }

  @Test
  void keepsTheFaultsOfItsOwnAnswers() throws IOException, InterruptedException {
    server.faults().fail(RequestKind.TEMPORARY_CREDENTIALS, 503, 1);
    assertThat(client.askForCredentials(TABLE, "").statusCode()).isEqualTo(503);
    server.faults().expirationOffset(Duration.ofHours(1));
    assertThat(
            SharingClient.json(client.askForCredentials(TABLE, ""))
                .path("credentials")
                .path("expirationTime")
                .asLong())
        .isEqualTo(storeClock.instant().plusSeconds(3601).toEpochMilli());
    server.stopVending();
    assertThat(client.askForCredentials(TABLE, "").statusCode()).isEqualTo(500);
  }

  @Test
  void recordsSecretsOverRestarts() throws IOException, InterruptedException {
    AwsSessionCredentials first = client.vend(TABLE);
    server.close();
    server = builder().start();
    AwsSessionCredentials second = SharingClient.of(server).vend(TABLE);
    Path file = directory.resolve("secrets");
    assertThat(file)
        .hasContent(
            String.join(
                "\n",
                first.accessKeyId(),
                first.secretAccessKey(),
                first.sessionToken(),
                second.accessKeyId(),
                second.secretAccessKey(),
                second.sessionToken()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(server.secretsInPlay())
        .containsExactly(
            second.accessKeyId(),
            second.secretAccessKey(),
            second.sessionToken(),
            server.bearerToken());
  }

  @Test
  void refusesLifetimesThatAnStsCannotGive() {
    assertThatThrownBy(() -> builder().credentialLifetime(Duration.ofMillis(1500)).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("STS counts a credential's lifetime in whole seconds: PT1.5S is none");
  }
}
