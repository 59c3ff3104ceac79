/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** What the server did since it was started. Thread-safe; every figure only grows. */
public final class Counters {

  private final Map<String, Long> vendsByLocation = new TreeMap<>();
  private final Map<RequestKind, Long> requests = new EnumMap<>(RequestKind.class);
  private final Map<RefusalKind, Long> refusals = new EnumMap<>(RefusalKind.class);
  private final Map<String, Long> requestsByObject = new TreeMap<>();
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

  /**
   * How many times each object of the store was asked for, or a part of it, by its path as it
   * stands in the request: {@code /bucket/key}, encoded.
   */
  public synchronized Map<String, Long> requestsByObject() {
    return Map.copyOf(requestsByObject);
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
    return await(this::vends, atLeast, timeout);
  }

  /**
   * Blocks until that many requests of this kind have arrived; they need not be answered yet.
   *
   * @param atLeast counted from the server's start
   * @param timeout in real time, whatever the server's clock says
   * @return false if the time ran out first
   */
  public synchronized boolean awaitRequests(RequestKind kind, long atLeast, Duration timeout)
      throws InterruptedException {
    return await(() -> requests(kind), atLeast, timeout);
  }

  /**
   * Blocks until that many requests have been refused for this reason.
   *
   * @param atLeast counted from the server's start
   * @param timeout in real time, whatever the server's clock says
   * @return false if the time ran out first
   */
  public synchronized boolean awaitRefusals(RefusalKind kind, long atLeast, Duration timeout)
      throws InterruptedException {
    return await(() -> refusals(kind), atLeast, timeout);
  }

  /** Called with the monitor held, which the waiting gives up. */
  private boolean await(LongSupplier figure, long atLeast, Duration timeout)
      throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (figure.getAsLong() < atLeast) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(left / 1_000_000, (int) (left % 1_000_000));
    }
    return true;
  }

  /** Every figure, those that are zero included; locations only once they were vended for. */
  synchronized ObjectNode json() {
    ObjectNode json = Json.object().put("vends", vends);
    ObjectNode locations = json.putObject("vendsByLocation");
    vendsByLocation.forEach(locations::put);
    ObjectNode asked = json.putObject("requests");
    for (RequestKind kind : RequestKind.values()) {
      asked.put(kind.name(), requests(kind));
    }
    ObjectNode refused = json.putObject("refusals");
    for (RefusalKind kind : RefusalKind.values()) {
      refused.put(kind.name(), refusals(kind));
    }
    return json;
  }

  synchronized void vended(StorageLocation location) {
    vends++;
    vendsByLocation.merge(location.url(), 1L, Long::sum);
    notifyAll();
  }

  synchronized void requestedObject(String path) {
    requestsByObject.merge(path, 1L, Long::sum);
  }

  synchronized void requested(RequestKind kind) {
    requests.merge(kind, 1L, Long::sum);
    notifyAll();
  }

  synchronized void refused(RefusalKind kind) {
    refusals.merge(kind, 1L, Long::sum);
    notifyAll();
  }
}
