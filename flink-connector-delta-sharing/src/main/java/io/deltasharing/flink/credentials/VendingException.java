/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A vendor gave no credential. The reason decides whether asking again makes sense. */
public final class VendingException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /** Why there was none. */
  public enum Reason {
    /** The vendor could not be reached or was not itself: ask again. */
    OUTAGE,
    /** The vendor understood and said no: revoked, if it keeps saying so. */
    REFUSED,
    /**
     * The vendor did not take the question, or gave an answer that makes no sense: no use at the
     * beginning, an outage later, when it did better before.
     */
    REJECTED,
    /** Nothing that asking again could mend: another table answers to the name, say. */
    FATAL
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  private VendingException(
      Reason reason, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public static VendingException outage(
      String message, @Nullable Throwable cause, Optional<Duration> retryAfter) {
    return new VendingException(Reason.OUTAGE, message, cause, retryAfter.orElse(null));
  }

  public static VendingException refused(String message, @Nullable Throwable cause) {
    return new VendingException(Reason.REFUSED, message, cause, null);
  }

  public static VendingException rejected(String message, @Nullable Throwable cause) {
    return new VendingException(Reason.REJECTED, message, cause, null);
  }

  public static VendingException fatal(String message, @Nullable Throwable cause) {
    return new VendingException(Reason.FATAL, message, cause, null);
  }

  public Reason reason() {
    return reason;
  }

  /** How long the vendor asked to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
