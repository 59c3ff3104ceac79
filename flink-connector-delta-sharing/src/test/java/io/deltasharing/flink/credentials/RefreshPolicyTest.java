/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshPolicyTest {
  private static final Instant FETCHED = Instant.parse("2026-01-01T00:00:00Z");
  private static final RefreshPolicy POLICY = RefreshPolicy.DEFAULT;

  @ParameterizedTest
  @CsvSource({
    // lifetime, random, due
    "PT1H, 0.0, PT30M",
    "PT1H, 0.5, PT39M",
    // 80 % would be 48 min; the lead of 15 min comes first
    "PT1H, 0.999999, PT45M",
    "PT12H, 0.0, PT6H",
    "PT15S, 0.0, PT7.5S",
    // a third of a short life is lead enough
    "PT15S, 0.999999, PT10S",
    "PT3S, 0.0, PT1.5S",
    // a floor: never in a loop, whatever expiry is claimed
    "PT0.5S, 0.0, PT1S",
    "PT0S, 0.0, PT1S",
    "PT-1H, 0.9, PT1S",
  })
  void refreshesWellBeforeExpiryAndNeverInALoop(Duration lifetime, double random, Duration due) {
    VendedCredential credential = Credentials.vended(FETCHED, lifetime);

    Duration after = Duration.between(FETCHED, POLICY.refreshAt(credential, random));

    assertThat(after.toMillis()).isEqualTo(due.toMillis());
  }

  @ParameterizedTest
  @CsvSource({"PT5S", "PT15S", "PT20M", "PT1H", "PT12H"})
  void neverFetchesBeforeHalfOfALifeIsOver(Duration lifetime) {
    VendedCredential credential = Credentials.vended(FETCHED, lifetime);
    for (double random = 0; random < 1; random += 0.01) {
      Duration after = Duration.between(FETCHED, POLICY.refreshAt(credential, random));
      assertThat(after).isBetween(lifetime.dividedBy(2), lifetime.multipliedBy(8).dividedBy(10));
    }
  }

  @Test
  void backsOffExponentiallyWithFullJitter() {
    Optional<Duration> anHour = Optional.of(Duration.ofHours(1));
    assertThat(POLICY.retryDelay(1, anHour, Optional.empty(), 1)).hasMillis(500);
    assertThat(POLICY.retryDelay(2, anHour, Optional.empty(), 1)).hasMillis(1000);
    assertThat(POLICY.retryDelay(5, anHour, Optional.empty(), 1)).hasMillis(8000);
    assertThat(POLICY.retryDelay(1000, anHour, Optional.empty(), 1)).hasMillis(30_000);
    assertThat(POLICY.retryDelay(1000, anHour, Optional.empty(), 0)).hasMillis(50);
  }

  @Test
  void retriesShortCredentialsWhileTheyLive() {
    Optional<Duration> tenSeconds = Optional.of(Duration.ofSeconds(10));
    assertThat(POLICY.retryDelay(1000, tenSeconds, Optional.empty(), 1)).hasMillis(1000);
    Optional<Duration> aSecond = Optional.of(Duration.ofSeconds(1));
    assertThat(POLICY.retryDelay(1000, aSecond, Optional.empty(), 1)).hasMillis(500);
  }

  @Test
  void leavesTheServerAloneAsLongAsItAsks() {
    Optional<Duration> asked = Optional.of(Duration.ofSeconds(7));
    assertThat(POLICY.retryDelay(1, Optional.empty(), asked, 0)).hasSeconds(7);
  }

  @Test
  void failsOnlyWhenTheGraceIsOver() {
    Instant dead = FETCHED.plus(Duration.ofHours(1));
    assertThat(POLICY.outlastedGrace(dead.plus(Duration.ofMinutes(10)), dead)).isFalse();
    assertThat(POLICY.outlastedGrace(dead.plus(Duration.ofMillis(600_001)), dead)).isTrue();
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(
            () ->
                new RefreshPolicy(
                    Duration.ZERO,
                    POLICY.minInterval(),
                    POLICY.grace(),
                    POLICY.initialBackoff(),
                    POLICY.maxBackoff(),
                    3))
        .hasMessage("the max-lead must be longer than zero, but is PT0S");
  }
}
