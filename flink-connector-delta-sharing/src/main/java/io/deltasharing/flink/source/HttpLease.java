/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import java.lang.ref.WeakReference;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A share in this process's one HTTP client, so that fifty tables in a job do not bring fifty
 * selector threads. It knows no profile: tokens are set request by request. Only the leases hold
 * it; without any, it serves the next one until it is collected, and then its threads end, for a
 * class loader must not be kept by threads.
 */
final class HttpLease implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final long IDLE_SECONDS = 1;
  private static WeakReference<HttpClient> last = new WeakReference<>(null);

  private @Nullable HttpClient client;

  private HttpLease(HttpClient client) {
    this.client = client;
  }

  static HttpLease take() {
    synchronized (HttpLease.class) {
      HttpClient current = last.get();
      if (current == null) {
        current = newClient();
        last = new WeakReference<>(current);
      }
      return new HttpLease(current);
    }
  }

  HttpClient client() {
    HttpClient held = client;
    if (held == null) {
      throw new IllegalStateException("the lease has been given back");
    }
    return held;
  }

  /** Gives the share back; further calls do nothing. */
  @Override
  public void close() {
    client = null;
  }

  private static HttpClient newClient() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .executor(
            new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                new TableThreads("http", "shared")))
        .build();
  }
}
