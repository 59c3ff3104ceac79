/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What the refresher knows of one location. Changed on the refresher's thread; {@link #held()} may
 * be read by any.
 */
final class RefreshedLocation {
  private final StorageLocation location;
  private final Instant openedAt;
  private volatile @Nullable HeldCredential held;
  private final AtomicInteger failuresInRow = new AtomicInteger();
  private int refusalsInRow;
  private boolean reactivePending;
  private @Nullable Instant refusedSince;
  private RefreshTimer.@Nullable Scheduled next;

  private final LearnedLifetime life;

  /**
   * @param shortestLife to be learned, see {@link LearnedLifetime}
   */
  RefreshedLocation(StorageLocation location, Instant openedAt, Duration shortestLife) {
    this.location = location;
    this.openedAt = openedAt;
    this.life = new LearnedLifetime(shortestLife);
  }

  StorageLocation location() {
    return location;
  }

  Optional<HeldCredential> held() {
    return Optional.ofNullable(held);
  }

  /** Takes a credential, with the expiry that is to be believed. */
  HeldCredential accept(VendedCredential vended) {
    HeldCredential before = held;
    if (before != null && refusedSince == null) {
      life.renewedInTime();
    }
    HeldCredential now =
        new HeldCredential(
            vended.living(life.believed(vended.lifetime())),
            before == null ? 1 : before.generation() + 1);
    held = now;
    failuresInRow.set(0);
    refusalsInRow = 0;
    refusedSince = null;
    return now;
  }

  void failed(VendingException failure) {
    failuresInRow.incrementAndGet();
    boolean refused = failure.reason() == VendingException.Reason.REFUSED;
    refusalsInRow = refused ? refusalsInRow + 1 : 0;
  }

  /** Notes that a reader waits, for the store refused it the credential held. */
  void waitedFor(Instant now) {
    if (refusedSince == null) {
      refusedSince = now;
    }
  }

  /**
   * Learns from the store's refusal of the credential held.
   *
   * @return the life of later ones, if that much was learned from it
   */
  Optional<Duration> refused(Instant now) {
    return held()
        .map(HeldCredential::vended)
        .filter(it -> life.refused(Duration.between(it.fetchedAt(), now), it.lifetime()))
        .map(it -> life.believed(it.lifetime()));
  }

  int failuresInRow() {
    return failuresInRow.get();
  }

  int refusalsInRow() {
    return refusalsInRow;
  }

  /**
   * Since when nothing here can be read: the last credential's expiry, or its first refusal, for
   * the server may have said too late an expiry; or the beginning. A credential that claims to have
   * been dead on arrival may be lying, so that the grace never begins before it came.
   */
  Instant deadSince() {
    Instant expiry =
        held().map(it -> later(it.vended().fetchedAt(), it.vended().expiresAt())).orElse(openedAt);
    return refusedSince == null || expiry.isBefore(refusedSince) ? expiry : refusedSince;
  }

  /** Whether a fetch is on its way anyway; a reader's wish must not cut a back-off short. */
  boolean retryOrReactivePending() {
    return reactivePending || failuresInRow.get() > 0;
  }

  /** There is one next fetch at any time: a new appointment replaces the old one. */
  void appoint(RefreshTimer.Scheduled fetch, boolean forReader) {
    if (next != null) {
      next.cancel();
    }
    next = fetch;
    reactivePending = forReader;
  }

  @Override
  public String toString() {
    return location.toString();
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
