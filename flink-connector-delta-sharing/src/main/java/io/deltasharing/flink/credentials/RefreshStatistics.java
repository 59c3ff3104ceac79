/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** What the refresher counts. Written by its thread, read by any. */
public final class RefreshStatistics {
  private final AtomicLong fetches = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong reactive = new AtomicLong();
  private final AtomicLong lastLatencyMillis = new AtomicLong();

  void succeeded(Duration latency) {
    fetches.incrementAndGet();
    lastLatencyMillis.set(latency.toMillis());
  }

  void failed() {
    failures.incrementAndGet();
  }

  void askedByReader() {
    reactive.incrementAndGet();
  }

  /** Credentials fetched, over all locations. */
  public long fetches() {
    return fetches.get();
  }

  /** Attempts that brought none. */
  public long failures() {
    return failures.get();
  }

  /** Fetches made because a reader was refused by the store. */
  public long reactive() {
    return reactive.get();
  }

  /** How long the last successful fetch took, in milliseconds. */
  public long lastLatencyMillis() {
    return lastLatencyMillis.get();
  }
}
