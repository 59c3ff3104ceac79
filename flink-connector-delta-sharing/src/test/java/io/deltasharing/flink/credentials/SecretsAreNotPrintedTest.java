/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.secret.Secret;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.CredentialRenewal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsAreNotPrintedTest {
  private static final HeldCredential HELD =
      new HeldCredential(Credentials.vended(Instant.EPOCH, Duration.ofHours(1)), 1);

  static Stream<Object> carriers() {
    return Stream.of(
        Credentials.aws(),
        new StorageCredential.AzureSas(Secret.of("the-secret-key")),
        new StorageCredential.GcpOauth(Secret.of("the-secret-key")),
        HELD.vended(),
        HELD,
        new CredentialRenewal(HELD),
        new AccessGrant(
            new TableDefinition("id", "{}", List.of(), "none"), Credentials.ROOT, List.of(HELD)));
  }

  @ParameterizedTest
  @MethodSource("carriers")
  void whateverCarriesThem(Object carrier) {
    assertThat(carrier.toString())
        .doesNotContain("the-secret-key")
        .doesNotContain("the-session-token")
        .doesNotContain("ASIAEXAMPLE");
  }
}
