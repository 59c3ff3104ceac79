/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Instant;

/**
 * Credentials that were vended, and what they allow: reading and listing of one location until they
 * expire.
 */
record Grant(
    String accessKeyId,
    String secretAccessKey,
    String sessionToken,
    StorageLocation location,
    Instant expiresAt) {

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "Grant[for " + location + ", expires " + expiresAt + "]";
  }
}
