/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.credentials.HeldCredential;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.source.event.AccessGrant;
import io.deltasharing.flink.source.event.CredentialRefusal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one reader attempt may read and with which credentials. The task's thread brings grants and
 * renewals; the fetching thread waits for the first of them and reads with the newest.
 */
final class ReaderAccess implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final TableFiles.Opener opener;
  private final Consumer<CredentialRefusal> refusals;
  private final LongSupplier nanoClock;
  private @Nullable AccessGrant granted;
  private @Nullable CredentialScope scope;
  private @Nullable TableFiles files;
  private boolean woken;
  private boolean closed;

  ReaderAccess(
      TableFiles.Opener opener, Consumer<CredentialRefusal> refusals, LongSupplier nanoClock) {
    this.opener = opener;
    this.refusals = refusals;
    this.nanoClock = nanoClock;
  }

  void grant(AccessGrant grant) {
    lock.lock();
    try {
      if (granted == null) {
        granted = grant;
        scope = new CredentialScope(grant.credentials().stream().map(this::holder).toList());
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    grant.credentials().forEach(this::renew);
  }

  /** A renewal that comes before the grant is forgotten: the grant brings what is current then. */
  void renew(HeldCredential credential) {
    scopeIfGranted().stream()
        .flatMap(it -> it.holders().stream())
        .filter(it -> it.location().equals(credential.location()))
        .forEach(it -> it.offer(credential));
  }

  /**
   * Waits until files can be opened. Fetching thread only.
   *
   * @return empty if woken up before
   */
  Optional<DataFileReader> awaitFiles() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (granted == null && !woken && !closed) {
        changed.await();
      }
      if (granted == null || scope == null || closed) {
        woken = false;
        return Optional.empty();
      }
      // A wake-up that came meanwhile is for whatever the fetching thread waits for next.
      if (files == null) {
        files = opener.open(granted, scope);
      }
      return Optional.of(files.reader());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while there is nothing to be fetched, for all assigned splits are paused. Fetching thread
   * only.
   */
  void awaitWakeUp() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!woken && !closed) {
        changed.await();
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends {@link #awaitFiles()} or {@link #awaitWakeUp()}, the one that waits now or the next to.
   */
  void wakeUp() {
    lock.lock();
    try {
      woken = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How long the fetching thread has waited for newer credentials; zero as long as all is well. */
  Duration waited() {
    return scopeIfGranted().stream()
        .flatMap(it -> it.holders().stream())
        .map(CredentialHolder::waited)
        .reduce(Duration.ZERO, Duration::plus);
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting. The fetching thread may still be reading. */
  private void endWaits() {
    scopeIfGranted()
        .map(CredentialScope::holders)
        .orElse(List.of())
        .forEach(CredentialHolder::close);
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting and releases storage; a read that is still under way fails. */
  @Override
  public void close() throws Exception {
    endWaits();
    lock.lock();
    try {
      if (files != null) {
        files.storage().close();
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<CredentialScope> scopeIfGranted() {
    lock.lock();
    try {
      return Optional.ofNullable(scope);
    } finally {
      lock.unlock();
    }
  }

  private CredentialHolder holder(HeldCredential credential) {
    return new CredentialHolder(
        credential.location(),
        generation -> refusals.accept(new CredentialRefusal(credential.location(), generation)),
        nanoClock);
  }
}
