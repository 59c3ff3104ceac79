/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private static final double ALMOST_ONE = 0.999_999_999;

  private final RetryPolicy policy =
      RetryPolicy.exponential(
          5, Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofSeconds(20));

  private static SharingUnavailableException failure(@Nullable Duration retryAfter) {
    return new SharingUnavailableException("busy", retryAfter, null);
  }

  private long millis(int attempt, double random) {
    return policy.delay(attempt, Duration.ZERO, failure(null), random).orElseThrow().toMillis();
  }

  @Test
  void theCeilingDoublesUpToTheCap() {
    assertThat(millis(1, ALMOST_ONE)).isEqualTo(999);
    assertThat(millis(2, ALMOST_ONE)).isEqualTo(1999);
    assertThat(millis(3, ALMOST_ONE)).isEqualTo(3999);
    assertThat(millis(4, ALMOST_ONE)).isEqualTo(5999);
  }

  @Test
  void jitterIsFull() {
    assertThat(millis(3, 0)).isZero();
    assertThat(millis(3, 0.25)).isEqualTo(1000);
  }

  @Test
  void endsWithTheLastAttempt() {
    assertThat(policy.delay(5, Duration.ZERO, failure(null), 0)).isEmpty();
    assertThat(RetryPolicy.none().delay(1, Duration.ZERO, failure(Duration.ZERO), 0)).isEmpty();
  }

  @Test
  void endsBeforeTheWaitsAddUpToTooMuch() {
    assertThat(policy.delay(1, Duration.ofSeconds(15), failure(Duration.ofSeconds(5)), 0))
        .contains(Duration.ofSeconds(5));
    assertThat(policy.delay(1, Duration.ofSeconds(16), failure(Duration.ofSeconds(5)), 0))
        .isEmpty();
  }

  @Test
  void theServersWordIsALowerBoundUpToTheCap() {
    assertThat(policy.delay(1, Duration.ZERO, failure(Duration.ofSeconds(3)), ALMOST_ONE))
        .contains(Duration.ofSeconds(3));
    assertThat(policy.delay(3, Duration.ZERO, failure(Duration.ofSeconds(1)), 0.5))
        .contains(Duration.ofSeconds(2));
    assertThat(policy.delay(1, Duration.ZERO, failure(Duration.ofDays(9)), 0))
        .contains(Duration.ofSeconds(6));
  }

  @Test
  void manyAttemptsDoNotOverflow() {
    RetryPolicy patient =
        RetryPolicy.exponential(
            Integer.MAX_VALUE, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1));
    assertThat(patient.delay(1_000_000, Duration.ZERO, failure(null), ALMOST_ONE))
        .hasValueSatisfying(delay -> assertThat(delay).isBetween(minutes(59), minutes(60)));
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void refusesSenselessSettings() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.exponential(0, second, second, second))
        .withMessage("at least one attempt is needed, not 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetryPolicy.exponential(1, second.negated(), second, second))
        .withMessage("a wait must not be negative");
  }
}
