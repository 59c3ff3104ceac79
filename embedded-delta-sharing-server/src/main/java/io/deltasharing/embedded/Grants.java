/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Every grant that was vended. Expired ones are kept: the store must tell them from unknown ones.
 * Thread-safe.
 */
final class Grants {

  private final Map<String, Grant> byAccessKeyId = new ConcurrentHashMap<>();
  private final Set<String> revoked = ConcurrentHashMap.newKeySet();
  private final Clock clock;
  private final Duration lifetime;
  private final SessionTokens tokens;

  Grants(Clock clock, Duration lifetime) {
    this(clock, lifetime, new RandomTokens());
  }

  Grants(Clock clock, Duration lifetime, SessionTokens tokens) {
    this.clock = clock;
    this.lifetime = lifetime;
    this.tokens = tokens;
  }

  Grant vend(StorageLocation location) {
    return vend(location, lifetime);
  }

  Grant vend(StorageLocation location, Duration duration) {
    // The shapes of AWS: "ASIA" and 16 characters, 40 characters, a long token. Milliseconds are
    // what all that is told of the expiry can carry.
    Grant grant =
        tokens.issue(
            new Grant(
                "ASIA" + RandomTokens.text(RandomTokens.KEY_ID_ALPHABET, 16),
                RandomTokens.text(RandomTokens.SECRET_ALPHABET, 40),
                "",
                location,
                clock.instant().plus(duration).truncatedTo(ChronoUnit.MILLIS)));
    byAccessKeyId.put(grant.accessKeyId(), grant);
    return grant;
  }

  Optional<Grant> find(String accessKeyId) {
    return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
  }

  /** The grant of this key; one that is not known yet is, if the token tells of it. */
  Optional<Grant> find(String accessKeyId, String token) {
    return find(accessKeyId)
        .or(
            () ->
                tokens
                    .read(token)
                    .filter(told -> told.accessKeyId().equals(accessKeyId))
                    .map(
                        told -> {
                          byAccessKeyId.putIfAbsent(accessKeyId, told);
                          return told;
                        }));
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
}
