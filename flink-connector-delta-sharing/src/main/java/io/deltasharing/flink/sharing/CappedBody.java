/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects an answer's body up to a limit, so that no server can fill our memory. */
final class CappedBody implements BodySubscriber<byte[]> {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final int limit;
  private final boolean prefixSuffices;
  private @Nullable Subscription subscription;

  private CappedBody(int limit, boolean prefixSuffices) {
    this.limit = limit;
    this.prefixSuffices = prefixSuffices;
  }

  /** Fails with {@link BodyTooLargeException} beyond the limit. */
  static CappedBody whole(int limit) {
    return new CappedBody(limit, false);
  }

  /** Takes what fits and lets the rest go. */
  static CappedBody beginning(int limit) {
    return new CappedBody(limit, true);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    this.subscription = subscription;
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    buffers.forEach(this::take);
  }

  private void take(ByteBuffer buffer) {
    byte[] taken = new byte[Math.min(buffer.remaining(), limit - bytes.size())];
    boolean fits = taken.length == buffer.remaining();
    buffer.get(taken);
    bytes.writeBytes(taken);
    if (!fits) {
      stop();
    }
  }

  private void stop() {
    if (subscription != null) {
      subscription.cancel();
    }
    if (prefixSuffices) {
      onComplete();
    } else {
      body.completeExceptionally(new BodyTooLargeException(limit));
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }
}
