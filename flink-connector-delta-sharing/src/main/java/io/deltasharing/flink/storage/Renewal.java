/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.storage;

import io.deltasharing.flink.credentials.CredentialHolder;
import io.deltasharing.flink.credentials.CredentialsLostException;
import io.deltasharing.flink.credentials.HeldCredential;
import java.io.IOException;
import java.io.InterruptedIOException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Repeats an operation with a newer credential after the store refused the one it was made with.
 */
final class Renewal {
  /**
   * A token that is dead on arrival, five times over, is not mended by a sixth. Fewer would not
   * outlive a provider that revokes what it vends a few times in a row.
   */
  private static final int MOST_EXPIRED = 5;

  /** One newer credential tells "expired" from "missing" and "forbidden". */
  private static final int MOST_DENIED = 1;

  private final CredentialHolder holder;

  Renewal(CredentialHolder holder) {
    this.holder = holder;
  }

  /** A request, or several, that can be made again from the start. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws IOException;
  }

  /**
   * Sends a request until the store does not refuse its credential; waits for newer ones in
   * between.
   *
   * @throws IOException what the last attempt threw, also if a newer credential did not help; or
   *     that there will be none
   */
  <T> T send(Request<T> request) throws IOException {
    int expired = 0;
    int denied = 0;
    while (true) {
      HeldCredential used = await();
      try {
        return request.send();
      } catch (IOException | SdkException e) {
        StorageRefusal refusal = StorageRefusal.of(e);
        if (!isOvertaken(used)) {
          expired += refusal == StorageRefusal.EXPIRED ? 1 : 0;
          denied += refusal == StorageRefusal.DENIED ? 1 : 0;
        }
        if (refusal == StorageRefusal.NONE || expired > MOST_EXPIRED || denied > MOST_DENIED) {
          throw e;
        }
        replace(used, e);
      }
    }
  }

  /**
   * Whether a newer credential came while the request was under way. Then it is not known which of
   * the two was refused, and the newer one must not be blamed twice.
   */
  private boolean isOvertaken(HeldCredential used) {
    return holder.current().filter(it -> it.generation() > used.generation()).isPresent();
  }

  private HeldCredential await() throws IOException {
    try {
      return holder.await();
    } catch (CredentialsLostException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void replace(HeldCredential refused, Exception cause) throws IOException {
    try {
      holder.replaceRefused(refused.generation());
    } catch (CredentialsLostException e) {
      IOException lost = new IOException(e.getMessage(), e);
      lost.addSuppressed(cause);
      throw lost;
    } catch (InterruptedException e) {
      InterruptedIOException interrupted = interrupted(e);
      interrupted.addSuppressed(cause);
      throw interrupted;
    }
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException(cause.getMessage());
    e.initCause(cause);
    return e;
  }
}
