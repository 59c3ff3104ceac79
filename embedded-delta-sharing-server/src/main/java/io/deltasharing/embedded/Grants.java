/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every grant that was vended. Expired ones are kept: the store must tell them from unknown ones.
 * Thread-safe.
 */
final class Grants {

  private static final String KEY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRET_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Grant> byAccessKeyId = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private final Duration lifetime;

  Grants(Clock clock, Duration lifetime) {
    this.clock = clock;
    this.lifetime = lifetime;
  }

  Grant vend(StorageLocation location) {
    // The shapes of AWS: "ASIA" and 16 characters, 40 characters, a long token.
    Grant grant =
        new Grant(
            "ASIA" + randomText(KEY_ID_ALPHABET, 16),
            randomText(SECRET_ALPHABET, 40),
            randomText(SECRET_ALPHABET, 220) + "==",
            location,
            clock.instant().plus(lifetime));
    byAccessKeyId.put(grant.accessKeyId(), grant);
    return grant;
  }

  Optional<Grant> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }

  /** Grants that are vended later are not touched. */
  void revoke(Predicate<Grant> wanted) {
    byAccessKeyId.values().stream().filter(wanted).map(Grant::accessKeyId).forEach(revoked::add);
  }

  boolean isRevoked(Grant grant) {
    return revoked.contains(grant.accessKeyId());
  }

  /** Key ids, secret keys and session tokens of all that was vended. */
  List<String> secrets() {
    return byAccessKeyId.values().stream().flatMap(Grant::secrets).toList();
  }

  private String randomText(String alphabet, int length) {
    return random
        .ints(length, 0, alphabet.length())
        .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
        .collect(Collectors.joining());
  }
}
