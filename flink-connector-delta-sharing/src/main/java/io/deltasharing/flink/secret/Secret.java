/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.secret;

import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be printed: a bearer token, a secret key, a session token.
 *
 * <p>{@link #toString()} never shows it, so that a secret held in a record, an event or an
 * exception's argument stays out of logs by construction. Whoever needs the text itself asks for it
 * by {@link #reveal()}, which makes every such place easy to find. It is serializable because
 * vended credentials cross Flink's RPC; it is never written to a checkpoint.
 */
public final class Secret implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  public static Secret of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    return new Secret(text);
  }

  /** The text itself: for a request's header or signature, never for a message. */
  public String reveal() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
