/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.util.Optional;

/** The bearer token that calls must carry at this time. Thread-safe. */
final class BearerTokens {

  private BearerToken current;
  private boolean expired;

  BearerTokens(BearerToken first) {
    current = first;
  }

  synchronized BearerToken current() {
    return current;
  }

  synchronized BearerToken rotate() {
    current = BearerToken.random();
    expired = false;
    return current;
  }

  synchronized void expire() {
    expired = true;
  }

  synchronized void check(Optional<String> authorization) throws SharingError {
    if (!current.matches(authorization)) {
      throw SharingError.unauthenticated("The bearer token is missing or wrong");
    }
    if (expired) {
      throw SharingError.unauthenticated("The bearer token has expired");
    }
  }
}
