/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.Duration;
import java.util.Optional;

/**
 * When to ask an unavailable server again: exponential back-off with full jitter, but not before
 * the server's {@code Retry-After}, which is obeyed up to a cap. A pure function; who waits is the
 * client.
 */
public final class RetryPolicy {
  private static final int MAX_DOUBLINGS = 30;

  private final int maxAttempts;
  private final Duration base;
  private final Duration cap;
  private final Duration maxTotalWait;

  private RetryPolicy(int maxAttempts, Duration base, Duration cap, Duration maxTotalWait) {
    this.maxAttempts = maxAttempts;
    this.base = base;
    this.cap = cap;
    this.maxTotalWait = maxTotalWait;
  }

  /** Every failure is final: for callers that have a schedule of their own. */
  public static RetryPolicy none() {
    return exponential(1, Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  /**
   * Back-off that doubles up to a cap.
   *
   * @param maxAttempts requests in all, at least 1
   * @param base the longest wait after the first failure; doubled after each further one
   * @param cap the longest single wait, also of a server's {@code Retry-After}
   * @param maxTotalWait the longest that all waits of one call may add up to
   */
  public static RetryPolicy exponential(
      int maxAttempts, Duration base, Duration cap, Duration maxTotalWait) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("at least one attempt is needed, not " + maxAttempts);
    }
    if (base.isNegative() || cap.isNegative() || maxTotalWait.isNegative()) {
      throw new IllegalArgumentException("a wait must not be negative");
    }
    return new RetryPolicy(maxAttempts, base, cap, maxTotalWait);
  }

  /**
   * How long to wait before the next attempt; empty to give up.
   *
   * @param attempt the one that failed, counted from 1
   * @param waited what all waits of this call add up to so far
   * @param random uniform in [0, 1)
   */
  Optional<Duration> delay(
      int attempt, Duration waited, SharingUnavailableException failure, double random) {
    if (attempt >= maxAttempts) {
      return Optional.empty();
    }
    Duration asked = shorter(failure.retryAfter().orElse(Duration.ZERO), cap);
    Duration delay = longer(asked, jittered(attempt, random));
    return Optional.of(delay).filter(wait -> waited.plus(wait).compareTo(maxTotalWait) <= 0);
  }

  private Duration jittered(int attempt, double random) {
    Duration ceiling = shorter(base.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS)), cap);
    return Duration.ofMillis((long) (ceiling.toMillis() * random));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
