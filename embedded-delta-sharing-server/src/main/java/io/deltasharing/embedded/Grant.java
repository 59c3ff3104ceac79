/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Instant;
import java.util.stream.Stream;

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

  Grant withSessionToken(String token) {
    return new Grant(accessKeyId, secretAccessKey, token, location, expiresAt);
  }

  /** Nothing of it must get out. */
  Stream<String> secrets() {
    return Stream.of(accessKeyId, secretAccessKey, sessionToken);
  }

  @Override
  public String toString() {
    return "Grant[for " + location + ", expires " + expiresAt + "]";
  }
}
