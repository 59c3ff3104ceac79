/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server could not answer now: 408, 429, 5xx, no connection, a time-out, an answer cut short or
 * garbled. Asking again later may succeed.
 */
public final class SharingUnavailableException extends SharingException {
  @Serial private static final long serialVersionUID = 1L;

  // Not an Optional: exceptions are serialized across Flink's RPC.
  private final @Nullable Duration retryAfter;

  SharingUnavailableException(
      String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /** How long the server asked to be left alone, counted from its answer; never negative. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** This failure, saying also that it was not the first. */
  SharingUnavailableException afterAttempts(int attempts) {
    return attempts == 1
        ? this
        : new SharingUnavailableException(
            getMessage() + " Given up after " + attempts + " attempts.", retryAfter, this);
  }
}
