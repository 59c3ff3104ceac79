/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A share in this process's one HTTP client, so that fifty tables in a job do not bring fifty
 * selector threads. It knows no profile: tokens are set request by request. The client is let go
 * with its last lease, for a class loader must not be kept by threads.
 */
final class HttpLease implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static @Nullable Shared shared;

  private final AtomicBoolean returned = new AtomicBoolean();
  private final Shared lent;

  private HttpLease(Shared lent) {
    this.lent = lent;
  }

  private static final class Shared {
    final ExecutorService executor =
        Executors.newCachedThreadPool(new TableThreads("http", "shared"));
    final HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .build();
    int leases;
  }

  static HttpLease take() {
    synchronized (HttpLease.class) {
      Shared current = shared;
      if (current == null) {
        current = new Shared();
        shared = current;
      }
      current.leases++;
      return new HttpLease(current);
    }
  }

  HttpClient client() {
    return lent.client;
  }

  /** Gives the share back; further calls do nothing. */
  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      synchronized (HttpLease.class) {
        lent.leases--;
        if (lent.leases == 0) {
          shared = null;
          lent.executor.shutdown();
        }
      }
    }
  }
}
