/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tokens that tell nothing, and random texts of other shapes. */
final class RandomTokens implements SessionTokens {

  static final String KEY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public Grant issue(Grant grant) {
    return grant.withSessionToken(text(SECRET_ALPHABET, 220) + "==");
  }

  @Override
  public Optional<Grant> read(String token) {
    return Optional.empty();
  }

  static String text(String alphabet, int length) {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }
}
