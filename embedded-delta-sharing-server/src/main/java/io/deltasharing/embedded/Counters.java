/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the server did since it was started. Thread-safe; every figure only grows. */
public final class Counters {

  private final Map<String, Long> vendsByLocation = new HashMap<>();
  private final Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);
  private final Map<RefusalKind, Long> refusals = new EnumMap<>(RefusalKind.class);
  private long vends;

  Counters() {}

  /** How many credentials were vended. */
  public synchronized long vends() {
    return vends;
  }

  /**
   * How many credentials were vended for exactly this location.
   *
   * @throws IllegalArgumentException if it is not of the form {@code s3://bucket/path}
   */
  public synchronized long vends(String location) {
    return vendsByLocation.getOrDefault(StorageLocation.parse(location).url(), 0L);
  }

  /** How many requests of this kind arrived, refused ones included. */
  public synchronized long requests(RequestKind kind) {
    return requests.getOrDefault(kind, 0L);
  }

  /** How many requests were refused for this reason. */
  public synchronized long refusals(RefusalKind kind) {
    return refusals.getOrDefault(kind, 0L);
  }

  /**
   * Blocks until that many credentials have been vended.
   *
   * @param atLeast counted from the server's start
   * @param timeout in real time, whatever the server's clock says
   * @return false if the time ran out first
   */
  public synchronized boolean awaitVends(long atLeast, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (vends < atLeast) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  synchronized void vended(StorageLocation location) {
    vends++;
    vendsByLocation.merge(location.url(), 1L, Long::sum);
    notifyAll();
  }

  synchronized void requested(RequestKind kind) {
    requests.merge(kind, 1L, Long::sum);
  }

  synchronized void refused(RefusalKind kind) {
    refusals.merge(kind, 1L, Long::sum);
  }
}
