/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whom we asked and for what: the beginning of every message about an answer.
 *
 * @param server host of the endpoint
 * @param purpose as in {@link SharingRequest}
 */
record Origin(String server, String purpose) {
  String says(String predicate) {
    return "The sharing server %s, asked for %s, %s".formatted(server, purpose, predicate);
  }

  SharingProtocolException senseless(String words) {
    return new SharingProtocolException(
        says("gave an answer that makes no sense: ")
            + words
            + ". The endpoint may not be a Delta Sharing server, or may speak a newer protocol.");
  }

  SharingUnavailableException unavailable(
      String predicate, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    return new SharingUnavailableException(says(predicate), retryAfter, cause);
  }
}
