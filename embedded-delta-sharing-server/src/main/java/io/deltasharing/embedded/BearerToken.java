/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The token that every call of the sharing API must carry. */
record BearerToken(String value) {

  private static final String SCHEME = "Bearer ";
  private static final int RANDOM_BYTES = 32;

  BearerToken {
    if (value.isBlank()) {
      throw new IllegalArgumentException("The bearer token must not be blank");
    }
  }

  static BearerToken random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new BearerToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  boolean matches(Optional<String> authorization) {
    String header = authorization.orElse("");
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && StoreServlet.sameSecret(header.substring(SCHEME.length()).trim(), value);
  }

  @Override
  public String toString() {
    return "BearerToken[****]";
  }
}
