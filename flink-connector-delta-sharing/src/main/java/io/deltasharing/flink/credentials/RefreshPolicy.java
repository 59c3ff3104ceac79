/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to fetch the next credential. Pure functions of instants that the caller reads from one
 * clock, and of a random number that the caller draws.
 *
 * @param maxLead how long before expiry a refresh is due at the latest; shortened to a third of
 *     short lifetimes
 * @param minInterval at least this much between a fetch that succeeded and the next, whatever
 *     expiry the vendor claims
 * @param grace how long after the expiry of the last credential the job waits for a vendor that is
 *     out
 * @param initialBackoff upper bound of the first delay after a failure; doubles with each further
 *     one
 * @param maxBackoff upper bound of that bound; a tenth of the lifetime where that is less, so that
 *     a short credential is retried while it still lives
 * @param refusalsToRevoke so many refusals in a row mean that access was revoked
 */
public record RefreshPolicy(
    Duration maxLead,
    Duration minInterval,
    Duration grace,
    Duration initialBackoff,
    Duration maxBackoff,
    int refusalsToRevoke)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Never earlier than this part of a lifetime: with it, the number of fetches has an upper bound.
   */
  private static final double EARLIEST = 0.5;

  private static final double JITTER = 0.3;
  private static final double SHORT_LEAD = 1.0 / 3;
  private static final int LARGEST_SHIFT = 16;

  /** Jitter must not make a busy loop: the least pause is this part of the first. */
  private static final int LEAST_PART = 10;

  /** "Never expires" is a claim like any other: we look again within days. */
  private static final Duration LONGEST_LIFE = Duration.ofDays(7);

  /** A server that asks to be left alone for longer is asked all the same. */
  private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

  public static final RefreshPolicy DEFAULT =
      new RefreshPolicy(
          Duration.ofMinutes(15),
          Duration.ofSeconds(1),
          Duration.ofMinutes(10),
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          3);

  public RefreshPolicy {
    requirePositive("max-lead", maxLead);
    requirePositive("min-interval", minInterval);
    requirePositive("initial back-off", initialBackoff);
    requirePositive("max back-off", maxBackoff);
    if (grace.isNegative()) {
      throw new IllegalArgumentException("the grace must not be negative, but is " + grace);
    }
    if (refusalsToRevoke < 1) {
      throw new IllegalArgumentException("at least one refusal is needed to mean revocation");
    }
  }

  /**
   * When a credential is to be renewed: at a jittered 50 to 80 % of its life, or a lead before it
   * dies, whichever comes first; never before half its life nor within the minimal interval.
   *
   * @param random in [0, 1)
   */
  public Instant refreshAt(VendedCredential credential, double random) {
    Duration lifetime = shorter(credential.lifetime(), LONGEST_LIFE);
    Duration byAge = scaled(lifetime, EARLIEST + JITTER * random);
    Duration byLead = lifetime.minus(shorter(maxLead, scaled(lifetime, SHORT_LEAD)));
    Duration due = longer(scaled(lifetime, EARLIEST), shorter(byAge, byLead));
    return credential.fetchedAt().plus(longer(due, minInterval));
  }

  /**
   * The pause before the next attempt: exponential with full jitter, but not shorter than what the
   * vendor asked for.
   *
   * @param failuresInRow 1 after the first failure
   * @param lifetime of the credential last held; empty if there never was one
   * @param random in [0, 1)
   */
  public Duration retryDelay(
      int failuresInRow,
      Optional<Duration> lifetime,
      Optional<Duration> retryAfter,
      double random) {
    Duration cap = shorter(maxBackoff, lifetime.map(life -> life.dividedBy(10)).orElse(maxBackoff));
    int shift = Math.min(failuresInRow - 1, LARGEST_SHIFT);
    Duration bound = shorter(initialBackoff.multipliedBy(1L << shift), longer(cap, initialBackoff));
    Duration asked = shorter(retryAfter.orElse(Duration.ZERO), LONGEST_RETRY_AFTER);
    return longer(longer(scaled(bound, random), initialBackoff.dividedBy(LEAST_PART)), asked);
  }

  /**
   * The least pause after a refusal: a proxy that is being reloaded must not pass for a revocation,
   * which takes several refusals in a row.
   *
   * @param lifetime of the credential last held; empty if there never was one
   */
  public Duration refusalDelay(Optional<Duration> lifetime) {
    Duration tenth = lifetime.map(life -> life.dividedBy(10)).orElse(initialBackoff);
    return longer(initialBackoff, shorter(tenth, maxBackoff));
  }

  /** A pause that does not reach beyond the moment at which the grace has to be judged. */
  public Duration withinGrace(Duration delay, Instant now, Instant deadSince) {
    Duration left = Duration.between(now, deadSince.plus(grace)).plusMillis(1);
    return left.isNegative() ? delay : shorter(delay, left);
  }

  /** Whether an outage has lasted so long that the job has to fail. */
  public boolean outlastedGrace(Instant now, Instant deadSince) {
    return now.isAfter(deadSince.plus(grace));
  }

  /** A credential refused at a lower age than this was dead on arrival. */
  Duration shortestLearned() {
    return minInterval.multipliedBy(2);
  }

  /**
   * How long a fetch that a refused reader asked for has to wait; negative if it is due. Never
   * longer than the interval between two, even if the clock has been set back since the last.
   */
  public Duration untilReactive(Instant now, Instant lastFetch) {
    return shorter(Duration.between(now, lastFetch.plus(minInterval)), minInterval);
  }

  private static void requirePositive(String what, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(
          "the " + what + " must be longer than zero, but is " + value);
    }
  }

  private static Duration scaled(Duration duration, double factor) {
    return Duration.ofNanos((long) (duration.toNanos() * factor));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
