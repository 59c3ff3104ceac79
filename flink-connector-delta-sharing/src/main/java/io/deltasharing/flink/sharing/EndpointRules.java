/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which address a profile's endpoint may be, given that a bearer token is sent to it. */
final class EndpointRules {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private EndpointRules() {}

  /**
   * The endpoint without its trailing slashes.
   *
   * @throws IllegalArgumentException whose message says what is wrong, in words that follow
   *     "endpoint"
   */
  static URI check(String text, boolean allowInsecure) {
    URI endpoint = uri(text);
    problem(endpoint, allowInsecure)
        .ifPresent(
            words -> {
              throw new IllegalArgumentException(words);
            });
    return endpoint;
  }

  private static URI uri(String text) {
    try {
      return new URI(text.strip().replaceFirst("/+$", ""));
    } catch (URISyntaxException e) {
      // No cause: its message quotes the profile.
      throw new IllegalArgumentException("is not a URL");
    }
  }

  private static Optional<String> problem(URI endpoint, boolean allowInsecure) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (endpoint.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
      return Optional.of("must be an absolute https URL with a host");
    }
    if (endpoint.getRawUserInfo() != null) {
      return Optional.of("must not contain a user name or password");
    }
    if (endpoint.getRawQuery() != null || endpoint.getRawFragment() != null) {
      return Optional.of("must not contain a query or a fragment");
    }
    return scheme.equals("https") || allowInsecure || isLoopback(endpoint)
        ? Optional.empty()
        : Optional.of(
            "must be https: over http the token would cross the network in clear text (allowed"
                + " without further ado only for localhost)");
  }

  /**
   * By the name alone: asking a resolver would let DNS decide whether the token may travel bare.
   */
  private static boolean isLoopback(URI endpoint) {
    return LOOPBACK.matcher(endpoint.getHost().toLowerCase(Locale.ROOT)).matches();
  }
}
