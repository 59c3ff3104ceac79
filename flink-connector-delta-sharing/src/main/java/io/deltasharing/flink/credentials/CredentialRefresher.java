/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one live credential per location, for as long as it is open.
 *
 * <ol>
 *   <li>{@link #start()} fetches every location's first credential; {@link #ready()} completes with
 *       the last of them.
 *   <li>Each success schedules the next fetch well before expiry; each failure schedules a retry.
 *       The chain ends only by {@link #close()} or by {@link RefreshListener#lost}: whatever a step
 *       throws, it has scheduled its successor.
 *   <li>{@link #requestNewer} brings the next fetch forward for a reader that the store refused.
 *       One fetch serves all who ask. Where refusals come again and again before the expiry that
 *       the vendor claims, the true one is learned and met ahead of time.
 * </ol>
 *
 * <p>All fetching and all calls of the listener happen on the timer's thread. All other methods may
 * be called from any thread and do not block.
 */
public final class CredentialRefresher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialRefresher.class);

  private final CredentialVendor vendor;
  private final RefreshPolicy policy;
  private final RefreshTimer timer;
  private final Clock clock;
  private final DoubleSupplier random;
  private final RefreshListener listener;
  private final RefreshStatistics statistics = new RefreshStatistics();
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Map<StorageLocation, RefreshedLocation> locations = new LinkedHashMap<>();
  private volatile boolean ended;

  /**
   * @param locations each is asked for by itself
   * @param random draws from [0, 1), for jitter
   * @param clock the one that all instants of credentials are compared with
   */
  public CredentialRefresher(
      List<StorageLocation> locations,
      CredentialVendor vendor,
      RefreshPolicy policy,
      RefreshTimer timer,
      Clock clock,
      DoubleSupplier random,
      RefreshListener listener) {
    this.vendor = vendor;
    this.policy = policy;
    this.timer = timer;
    this.clock = clock;
    this.random = random;
    this.listener = listener;
    Instant now = clock.instant();
    locations.forEach(
        it -> this.locations.put(it, new RefreshedLocation(it, now, policy.shortestLearned())));
  }

  public void start() {
    timer.schedule(
        Duration.ZERO,
        () -> locations.values().forEach(location -> appoint(location, Duration.ZERO, false)));
  }

  /** Completes when every location has a credential, or exceptionally when one can have none. */
  public CompletableFuture<Void> ready() {
    return ready;
  }

  public RefreshStatistics statistics() {
    return statistics;
  }

  /** Failures in a row, of the location that has most of them. */
  public long failuresInRow() {
    return locations.values().stream().mapToLong(RefreshedLocation::failuresInRow).max().orElse(0);
  }

  /**
   * Seconds until the first of the current credentials dies; negative if one is dead; 0 before
   * there are any.
   */
  public long secondsToExpiry() {
    Instant now = clock.instant();
    return locations.values().stream()
        .flatMap(location -> location.held().stream())
        .mapToLong(held -> Duration.between(now, held.vended().expiresAt()).toSeconds())
        .min()
        .orElse(0);
  }

  /**
   * Asks for a credential newer than one that the store refused.
   *
   * @param generation the refused credential's; if a newer one is there already, the listener hears
   *     of that one again
   */
  public void requestNewer(StorageLocation location, long generation) {
    RefreshedLocation known = locations.get(location);
    if (known == null) {
      throw new IllegalArgumentException("no credentials are kept for " + location);
    }
    timer.schedule(Duration.ZERO, () -> bringForward(known, generation));
  }

  @Override
  public void close() {
    ended = true;
    timer.close();
    ready.cancel(false);
  }

  private void bringForward(RefreshedLocation location, long generation) {
    HeldCredential held = location.held().orElse(null);
    if (held == null || ended) {
      return;
    }
    if (held.generation() > generation) {
      listener.refreshed(held);
      return;
    }
    location.waitedFor(clock.instant());
    if (!location.retryOrReactivePending()) {
      statistics.askedByReader();
      LOG.info("Storage refused the credential of {}: fetching a newer one", location.location());
      location
          .refused(clock.instant())
          .ifPresent(
              life ->
                  LOG.warn(
                      "Credentials of {} die sooner than their server says: they are renewed as if"
                          + " they lived {}",
                      location.location(),
                      life));
      appoint(location, policy.untilReactive(clock.instant(), held.vended().fetchedAt()), true);
    }
  }

  private void fetch(RefreshedLocation location) {
    if (ended) {
      return;
    }
    Duration next = policy.maxBackoff();
    try {
      next = untilNext(location);
    } catch (InterruptedException e) {
      // Only close() interrupts this thread.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      lose(new CredentialsLostException("Refreshing credentials broke at " + location, e));
    } finally {
      if (!ended) {
        appoint(location, next, false);
      }
    }
  }

  private Duration untilNext(RefreshedLocation location) throws InterruptedException {
    Instant start = clock.instant();
    try {
      VendedCredential vended = vendor.vend(location.location());
      Instant end = clock.instant();
      statistics.succeeded(Duration.between(start, end));
      HeldCredential held = accept(location, vended);
      return Duration.between(
          clock.instant(), policy.refreshAt(held.vended(), random.getAsDouble()));
    } catch (VendingException e) {
      statistics.failed();
      return afterFailure(location, e);
    }
  }

  private HeldCredential accept(RefreshedLocation location, VendedCredential vended) {
    HeldCredential held = location.accept(vended);
    LOG.debug(
        "Credential {} of {} lives {}",
        held.generation(),
        location.location(),
        held.vended().lifetime());
    listener.refreshed(held);
    if (locations.values().stream().allMatch(it -> it.held().isPresent())) {
      ready.complete(null);
    }
    return held;
  }

  private Duration afterFailure(RefreshedLocation location, VendingException failure) {
    location.failed(failure);
    verdict(location, failure).ifPresent(this::lose);
    Duration delay = pauseAfter(location, failure);
    if (!ended) {
      LOG.warn(
          "No new credential for {} (attempt {}), next attempt in {} ms: {}",
          location.location(),
          location.failuresInRow(),
          delay.toMillis(),
          failure.getMessage());
    }
    return delay;
  }

  private Duration pauseAfter(RefreshedLocation location, VendingException failure) {
    Optional<Duration> lifetime = location.held().map(held -> held.vended().lifetime());
    Duration delay =
        policy.retryDelay(
            location.failuresInRow(), lifetime, failure.retryAfter(), random.getAsDouble());
    if (failure.reason() == VendingException.Reason.REFUSED) {
      Duration least = policy.refusalDelay(lifetime);
      return delay.compareTo(least) >= 0 ? delay : least;
    }
    return policy.withinGrace(delay, clock.instant(), location.deadSince());
  }

  private Optional<CredentialsLostException> verdict(
      RefreshedLocation location, VendingException failure) {
    String lead = "Access to " + location.location();
    return switch (failure.reason()) {
      case FATAL -> lost(lead + " is lost: " + failure.getMessage(), failure);
      case REFUSED ->
          location.held().isEmpty()
              ? lost(lead + " was refused: " + failure.getMessage(), failure)
              : location.refusalsInRow() >= policy.refusalsToRevoke()
                  ? lost(lead + " was revoked: " + failure.getMessage(), failure)
                  : Optional.empty();
      case REJECTED ->
          location.held().isEmpty()
              ? lost(lead + " was refused: " + failure.getMessage(), failure)
              : outage(location, failure, lead);
      case OUTAGE -> outage(location, failure, lead);
    };
  }

  private Optional<CredentialsLostException> outage(
      RefreshedLocation location, VendingException failure, String lead) {
    return policy.outlastedGrace(clock.instant(), location.deadSince())
        ? lost(
            lead
                + " is lost: no new credential for longer than the grace of "
                + policy.grace()
                + ": "
                + failure.getMessage(),
            failure)
        : Optional.empty();
  }

  private static Optional<CredentialsLostException> lost(String message, VendingException cause) {
    return Optional.of(new CredentialsLostException(message, cause));
  }

  private void lose(CredentialsLostException reason) {
    if (!ended) {
      ended = true;
      ready.completeExceptionally(reason);
      listener.lost(reason);
    }
  }

  private void appoint(RefreshedLocation location, Duration delay, boolean forReader) {
    location.appoint(timer.schedule(delay, () -> fetch(location)), forReader);
  }
}
