/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request, one answer of whatever status. By HTTP/1.1, where giving up a request closes its
 * connection. The JDK's HTTP/2 keeps the one connection to a host: if a firewall had dropped it
 * without a word, every attempt to renew credentials would go there until TCP gave up, which takes
 * a quarter of an hour; and our few requests have no use for streams.
 */
final class HttpTransport {
  private static final int MAX_ERROR_BYTES = 64 << 10;

  private final HttpClient http;
  private final UserAgent userAgent;
  private final Duration timeout;

  HttpTransport(HttpClient http, UserAgent userAgent, Duration timeout) {
    this.http = http;
    this.userAgent = userAgent;
    this.timeout = timeout;
  }

  /**
   * Blocks until the whole body is here; an interrupt abandons the request.
   *
   * @throws SharingUnavailableException if there is no connection or no whole answer in time
   */
  HttpResponse<byte[]> send(SharingRequest request, SharingProfile profile, Origin origin)
      throws InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(httpRequest(request, profile), body(request));
    try {
      // Not HttpRequest.timeout(): that one ends with the headers, and a body may stall.
      return pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw origin.unavailable("did not answer in full within " + timeout + ".", null, e);
    } catch (ExecutionException e) {
      throw failure(e.getCause(), origin);
    } finally {
      pending.cancel(true);
    }
  }

  private HttpRequest httpRequest(SharingRequest request, SharingProfile profile) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri(profile.endpoint()))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + profile.bearerToken().reveal())
            .header("User-Agent", userAgent.header());
    request.capabilities().ifPresent(value -> builder.header("delta-sharing-capabilities", value));
    request
        .jsonBody()
        .ifPresent(
            json ->
                builder
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofString(json)));
    return builder.build();
  }

  private static BodyHandler<byte[]> body(SharingRequest request) {
    return head ->
        SharingErrors.isSuccess(head.statusCode())
            ? CappedBody.whole(request.maxBytes())
            : CappedBody.beginning(MAX_ERROR_BYTES);
  }

  /** Of the outermost, and of the cause that says why: the JDK's own often say nothing. */
  private static String words(@Nullable Throwable failure) {
    Throwable root = failure;
    while (root != null && root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root == failure ? String.valueOf(failure) : failure + ", because of " + root;
  }

  private static SharingException failure(@Nullable Throwable cause, Origin origin) {
    for (Throwable link = cause; link != null; link = link.getCause()) {
      if (link instanceof BodyTooLargeException) {
        return origin.senseless("it is " + link.getMessage());
      }
    }
    return origin.unavailable(
        "gave no whole answer (%s). Check that it can be reached from here."
            .formatted(SafeText.of(words(cause))),
        null,
        cause);
  }
}
