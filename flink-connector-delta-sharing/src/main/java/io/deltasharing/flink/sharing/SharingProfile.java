/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import io.deltasharing.flink.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * What a profile file says: where the server is and how to be known to it.
 *
 * @param endpoint base of all requests, without a trailing slash
 * @param expirationTime when the provider lets the token expire, by the server's clock; empty if
 *     the profile does not say
 */
public record SharingProfile(URI endpoint, Secret bearerToken, Optional<Instant> expirationTime) {
  /** The server's host, with its port where that is not the scheme's own: what messages call it. */
  String server() {
    return endpoint.getRawAuthority();
  }
}
