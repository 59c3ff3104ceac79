/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When credentials expire as the vending endpoint tells it, true or not. Thread-safe. */
final class ReportedExpiry {

  private volatile Duration lie = Duration.ZERO;
  private volatile boolean missing;

  void lie(Duration newLie) {
    lie = newLie;
  }

  void missing(boolean newMissing) {
    missing = newMissing;
  }

  /** Empty: the answer says nothing of it. */
  Optional<Instant> of(Grant grant) {
    return missing ? Optional.empty() : Optional.of(grant.expiresAt().plus(lie));
  }
}
