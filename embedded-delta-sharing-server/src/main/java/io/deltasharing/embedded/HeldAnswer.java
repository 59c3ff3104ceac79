/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.concurrent.CompletableFuture;

/** A request that is answered once it is released, and occupies no thread until then. */
final class HeldAnswer implements AnswerFault {

  private final CompletableFuture<Void> released = new CompletableFuture<>();
  private final RequestKind kind;

  HeldAnswer(RequestKind kind) {
    this.kind = kind;
  }

  RequestKind kind() {
    return kind;
  }

  /** May come before {@link #apply}: the request is then answered at once. */
  void release() {
    released.complete(null);
  }

  @Override
  public void apply(Exchange exchange) {
    CompletableFuture<Void> unused = released.thenRun(exchange.suspend());
  }
}
