/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialLifetimeTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  /**
   * The server's clock is off by so much, and its credentials live for a minute by it. A date is
   * cut to whole seconds, so that one of them is not counted on.
   */
  @ParameterizedTest
  @CsvSource({
    "PT0S, PT60S",
    "PT2S, PT62S",
    "PT-2S, PT58S",
    "PT2.001S, PT59S",
    "PT3S, PT59S",
    "PT-3S, PT59S",
    "PT1H, PT59S",
    "PT-1H, PT59S",
  })
  void countsFromTheServersClockWhereItDiffers(Duration skew, Duration lifetime) {
    Instant server = NOW.plus(skew);
    assertThat(
            CredentialLifetime.of(
                Optional.of(server.plus(Duration.ofMinutes(1))), Optional.of(server), NOW))
        .contains(lifetime);
  }

  @Test
  void countsFromTheLocalClockWhereTheServerDoesNotSay() {
    assertThat(CredentialLifetime.of(Optional.of(NOW.plusSeconds(60)), Optional.empty(), NOW))
        .contains(Duration.ofSeconds(60));
  }

  @Test
  void isUnknownWithoutAnExpiry() {
    assertThat(CredentialLifetime.of(Optional.empty(), Optional.of(NOW), NOW)).isEmpty();
  }
}
