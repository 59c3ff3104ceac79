/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The current credential of one location, as its users see it: file systems that sign requests with
 * it, and readers that wait for a newer one after a refusal. Thread-safe.
 *
 * <p>Waiting has no deadline. Events that carry credentials may be held back for as long as a
 * checkpoint takes, and only the refresher knows whether there will be another credential; if not,
 * it fails the job, and those who wait in its own process are told by {@link #lose}.
 */
public final class CredentialHolder implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final StorageLocation location;
  private final LongConsumer refusals;
  private final LongSupplier nanoClock;
  private volatile @Nullable HeldCredential held;
  private @Nullable CredentialsLostException lost;
  private boolean closed;
  private long endedWaitsNanos;
  private long waiting;
  private long startsOfWaiting;

  /**
   * @param refusals told the generation that the store refused, to get a newer one; called on the
   *     waiting thread
   * @param nanoClock a monotonic clock, to measure waits
   */
  public CredentialHolder(StorageLocation location, LongConsumer refusals, LongSupplier nanoClock) {
    this.location = location;
    this.refusals = refusals;
    this.nanoClock = nanoClock;
  }

  public StorageLocation location() {
    return location;
  }

  /** Takes a credential, unless it is not newer than the one held. */
  public void offer(HeldCredential credential) {
    lock.lock();
    try {
      HeldCredential current = held;
      if (current == null || credential.generation() > current.generation()) {
        held = credential;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What is held now; does not wait. */
  public Optional<HeldCredential> current() {
    return Optional.ofNullable(held);
  }

  /**
   * The current credential; waits for the first one.
   *
   * @throws CredentialsLostException if there will be none
   * @throws InterruptedException if interrupted or closed while waiting
   */
  public HeldCredential await() throws InterruptedException {
    HeldCredential current = held;
    return current != null ? current : awaitNewerThan(0);
  }

  /**
   * Reports that the store refused a generation, and waits for a newer one.
   *
   * @throws CredentialsLostException if there will be none
   * @throws InterruptedException if interrupted or closed while waiting
   */
  public HeldCredential replaceRefused(long generation) throws InterruptedException {
    HeldCredential current = held;
    if (current != null && current.generation() > generation) {
      return current;
    }
    refusals.accept(generation);
    return awaitNewerThan(generation);
  }

  /** There will be no newer credential: whoever waits for one, now or later, hears why. */
  public void lose(CredentialsLostException reason) {
    lock.lock();
    try {
      lost = reason;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long users have waited for credentials, all together, those that wait now included. Zero as
   * long as all is well.
   */
  public Duration waited() {
    lock.lock();
    try {
      return Duration.ofNanos(endedWaitsNanos + waiting * nanoClock.getAsLong() - startsOfWaiting);
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait with an {@link InterruptedException}. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private HeldCredential awaitNewerThan(long generation) throws InterruptedException {
    lock.lockInterruptibly();
    long since = nanoClock.getAsLong();
    waiting++;
    startsOfWaiting += since;
    try {
      HeldCredential current = held;
      while (current == null || current.generation() <= generation) {
        if (closed) {
          throw new InterruptedException("closed while waiting for credentials of " + location);
        }
        if (lost != null) {
          throw lost;
        }
        changed.await();
        current = held;
      }
      return current;
    } finally {
      waiting--;
      startsOfWaiting -= since;
      endedWaitsNanos += nanoClock.getAsLong() - since;
      lock.unlock();
    }
  }
}
