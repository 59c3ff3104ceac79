/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenRenewalTest {
  private static final String UNAUTHENTICATED =
      "{\"errorCode\": \"UNAUTHENTICATED\", \"message\": \"no\"}";

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

  @Test
  void readsTheProfileOnceForManyCalls() throws Exception {
    server.then(200, "{}").then(200, "{}");
    SharingClient client = fixture.client();
    assertThat(fixture.profileReads).isZero();
    assertThat(client.profile().bearerToken().reveal()).isEqualTo("sekret-1");
    client.listShares();
    client.listShares();
    assertThat(fixture.profileReads).isEqualTo(1);
  }

  @Test
  void aRotatedTokenIsFoundInTheProfile() throws Exception {
    fixture.laterProfile(fixture.profile("sekret-2", ""));
    server.then(401, UNAUTHENTICATED).then(200, "{}").then(200, "{}");

    SharingClient client = fixture.builder().retryPolicy(RetryPolicy.none()).build();
    client.listShares();
    client.listShares();

    assertThat(server.requests())
        .extracting(request -> request.header("Authorization"))
        .containsExactly("Bearer sekret-1", "Bearer sekret-2", "Bearer sekret-2");
    assertThat(fixture.profileReads).isEqualTo(2);
    assertThat(fixture.waits).isEmpty();
  }

  @Test
  void aTokenRefusedTwiceIsFatalAndItsExpiryNamed() {
    fixture.laterProfile(
        fixture.profile("sekret-2", ", \"expirationTime\": \"2029-12-31T23:59:59Z\""));
    server.then(401, UNAUTHENTICATED).then(401, UNAUTHENTICATED);
    assertThatExceptionOfType(SharingUnauthenticatedException.class)
        .isThrownBy(() -> fixture.client().listShares())
        .withMessage(
            fixture.asked("the list of shares")
                + "answered with status 401 UNAUTHENTICATED: no. The token in the profile my.share"
                + " expired at 2029-12-31T23:59:59Z: ask the provider for a new profile.");
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aTokenRefusedBeforeItsExpiryMayBeRevoked() {
    fixture.laterProfile(
        fixture.profile("sekret-2", ", \"expirationTime\": \"2030-01-01T00:00:01Z\""));
    server.then(401, "").then(401, "");
    assertThatExceptionOfType(SharingUnauthenticatedException.class)
        .isThrownBy(() -> fixture.client().listShares())
        .withMessage(
            fixture.asked("the list of shares")
                + "answered with status 401. The token in the profile my.share may have been"
                + " revoked or replaced: ask the provider for a new profile.");
  }

  @Test
  void aProfileThatIsGoneIsNamedBesideTheRefusal() {
    fixture.laterProfile("");
    server.then(401, "");
    assertThatExceptionOfType(ProfileException.class)
        .isThrownBy(() -> fixture.client().listShares())
        .withMessage("The profile my.share cannot be read: gone.")
        .withCauseInstanceOf(IOException.class)
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .hasOnlyElementsOfType(SharingUnauthenticatedException.class)
                    .hasSize(1));
  }

  @Test
  void aProfileThatAnotherThreadRenewedIsNotReadAgain() {
    String[] tokens = {"old", "new", "newer"};
    int[] reads = {0};
    CurrentProfile profile =
        new CurrentProfile(
            () -> fixture.profile(tokens[reads[0]++], "").getBytes(UTF_8),
            new ProfileParser("my.share", false));
    SharingProfile old = profile.get();
    SharingProfile renewed = profile.renew(old);
    assertThat(profile.renew(old)).isSameAs(renewed);
    assertThat(reads[0]).isEqualTo(2);
  }
}
