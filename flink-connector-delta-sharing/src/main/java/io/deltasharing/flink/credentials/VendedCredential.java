/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * A credential as it was vended.
 *
 * @param location what it opens: this directory and all below
 * @param fetchedAt when the answer arrived, by the local clock
 * @param expiresAt when it dies, by the local clock: a vendor whose clock is off has corrected it
 */
public record VendedCredential(
    StorageLocation location, StorageCredential credential, Instant fetchedAt, Instant expiresAt)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** The same credential, with another life from its arrival on. */
  VendedCredential living(Duration life) {
    return life.equals(lifetime())
        ? this
        : new VendedCredential(location, credential, fetchedAt, fetchedAt.plus(life));
  }

  /** From arrival to expiry; never negative. */
  public Duration lifetime() {
    Duration lifetime = Duration.between(fetchedAt, expiresAt);
    return lifetime.isNegative() ? Duration.ZERO : lifetime;
  }
}
