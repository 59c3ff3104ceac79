/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.secret.Secret;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsStayHiddenTest {
  private static final Secret SECRET = Secret.of("sekret");
  private static final Optional<Secret> TOKEN = Optional.of(Secret.of("sekret too"));

  static Stream<Object> holders() {
    return Stream.of(
        new SharingProfile(URI.create("https://host"), SECRET, Optional.empty()),
        new CloudCredential.AwsTempCredentials("AKIDsekretWXYZ", SECRET, TOKEN),
        new CloudCredential.AwsTempCredentials("sekret", SECRET, TOKEN),
        new CloudCredential.R2TempCredentials("AKIDsekretWXYZ", SECRET, TOKEN),
        new CloudCredential.AzureUserDelegationSas(SECRET),
        new CloudCredential.GcpOauthToken(SECRET),
        new TemporaryCredentials(
            Optional.empty(),
            new CloudCredential.GcpOauthToken(SECRET),
            Optional.empty(),
            Instant.EPOCH,
            Optional.empty()),
        ServerMessage.of("{\"message\": \"bad token sekret\"}".getBytes(UTF_8), SECRET),
        answer(),
        answer().object());
  }

  private static Answer answer() {
    return new Answer(
        new Origin("host", "x"),
        HttpHeaders.of(Map.of(), (name, value) -> true),
        "{\"x\": \"sekret\"}".getBytes(UTF_8));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void notEvenInToString(Object holder) {
    assertThat(holder.toString()).doesNotContain("sekret");
  }
}
