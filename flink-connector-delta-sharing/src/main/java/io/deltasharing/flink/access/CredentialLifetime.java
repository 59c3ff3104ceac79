/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a credential lives, where the server's clock and ours may differ. */
final class CredentialLifetime {
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

  /** The HTTP date has whole seconds: up to one of them has already gone by. */
  private static final Duration TRUNCATED = Duration.ofSeconds(1);

  private CredentialLifetime() {}

  /**
   * From now to expiry.
   *
   * @param expiration by the server's clock
   * @param serverDate the server's clock, in whole seconds, when it answered
   * @param received the local clock when the answer came
   * @return empty if the server does not say when it expires
   */
  static Optional<Duration> of(
      Optional<Instant> expiration, Optional<Instant> serverDate, Instant received) {
    return expiration.map(
        it ->
            serverDate
                .filter(date -> differs(date, received))
                .map(date -> Duration.between(date, it).minus(TRUNCATED))
                .orElseGet(() -> Duration.between(received, it)));
  }

  private static boolean differs(Instant serverDate, Instant local) {
    return Duration.between(serverDate, local).abs().compareTo(TOLERATED_SKEW) > 0;
  }
}
