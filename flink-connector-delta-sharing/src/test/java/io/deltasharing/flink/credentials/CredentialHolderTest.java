/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CredentialHolderTest {
  private final LinkedBlockingQueue<Long> refused = new LinkedBlockingQueue<>();
  private final CredentialHolder holder =
      new CredentialHolder(Credentials.ROOT, refused::add, System::nanoTime);

  @Test
  void gaveWhatItHolds() throws Exception {
    holder.offer(credential(3));
    holder.offer(credential(2));
    assertThat(holder.await().generation()).isEqualTo(3);
    assertThat(holder.waited()).isZero();
  }

  @Test
  void letsARefusedReaderWaitForANewerGeneration() throws Exception {
    holder.offer(credential(1));
    CompletableFuture<HeldCredential> waiting = inThread(() -> holder.replaceRefused(1));

    assertThat(refused.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
    holder.offer(credential(1));
    assertThat(waiting).isNotDone();
    holder.offer(credential(2));

    assertThat(waiting.get(10, TimeUnit.SECONDS).generation()).isEqualTo(2);
    assertThat(holder.waited()).isPositive();
  }

  @Test
  void doesNotAskForWhatIsThereAlready() throws Exception {
    holder.offer(credential(5));
    assertThat(holder.replaceRefused(4).generation()).isEqualTo(5);
    assertThat(refused).isEmpty();
  }

  @Test
  void endsWaitsWhenClosed() throws Exception {
    CompletableFuture<HeldCredential> waiting = inThread(holder::await);
    holder.close();
    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(InterruptedException.class)
        .hasRootCauseMessage("closed while waiting for credentials of s3://lake/tables/trades");
  }

  @Test
  void whoeverWaitsHearsThatThereWillBeNone() throws Exception {
    CredentialsLostException reason =
        new CredentialsLostException("revoked", new IllegalStateException());
    holder.offer(credential(1));
    CompletableFuture<HeldCredential> waiting = inThread(() -> holder.replaceRefused(1));
    assertThat(refused.poll(10, TimeUnit.SECONDS)).isEqualTo(1);

    holder.lose(reason);

    assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS)).hasRootCause(reason.getCause());
    assertThatThrownBy(() -> holder.replaceRefused(1)).isSameAs(reason);
    assertThat(holder.await().generation()).as("what is held may still live").isEqualTo(1);
  }

  private static HeldCredential credential(long generation) {
    return new HeldCredential(Credentials.vended(Instant.EPOCH, Duration.ofHours(1)), generation);
  }

  private interface Waiting {
    HeldCredential await() throws InterruptedException;
  }

  private static CompletableFuture<HeldCredential> inThread(Waiting waiting)
      throws InterruptedException {
    CompletableFuture<HeldCredential> result = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                result.complete(waiting.await());
              } catch (InterruptedException | CredentialsLostException e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    started.await();
    return result;
  }
}
