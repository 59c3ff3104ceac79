/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one table from an answer's status to what it means for us. */
final class SharingErrors {
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?([^/?#@]*)");

  private final String profileName;
  private final Clock clock;

  SharingErrors(String profileName, Clock clock) {
    this.profileName = profileName;
    this.clock = clock;
  }

  static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  SharingException of(HttpResponse<byte[]> answer, SharingProfile profile, Origin origin) {
    int status = answer.statusCode();
    ServerMessage message = ServerMessage.of(answer.body(), profile.bearerToken());
    String answered = origin.says("answered with status " + status + message + ". ");
    if (status == 408 || status == 429 || status >= 500) {
      return new SharingUnavailableException(
          answered + "This may pass.",
          HttpTimes.retryAfter(answer.headers(), clock.instant()).orElse(null),
          null);
    }
    return switch (status) {
      case 401 -> new SharingUnauthenticatedException(answered + tokenAdvice(profile));
      case 403 ->
          new SharingForbiddenException(
              answered + "Ask the provider to grant this recipient access to it.");
      case 404 ->
          new SharingNotFoundException(
              answered
                  + "Check the names, and the endpoint in the profile "
                  + profileName
                  + "; the provider may have renamed it or stopped sharing it.");
      default -> other(answer, answered, origin);
    };
  }

  private static SharingException other(
      HttpResponse<byte[]> answer, String answered, Origin origin) {
    int status = answer.statusCode();
    if (status >= 400) {
      return new SharingRequestException(
          answered + "Repeating it will not help: what the server says must be put right first.");
    }
    return status >= 300
        ? new SharingProtocolException(
            origin.says(
                "redirects with status %d to %s. Redirects are not followed, so that the token stays with the profile's endpoint: if the new address is right, put it into the profile."
                    .formatted(status, target(answer))))
        : origin.senseless("the status is " + status);
  }

  private String tokenAdvice(SharingProfile profile) {
    return profile
        .expirationTime()
        .filter(expiration -> !expiration.isAfter(clock.instant()))
        .map(
            expiration ->
                "The token in the profile %s expired at %s: ask the provider for a new profile."
                    .formatted(profileName, expiration))
        .orElseGet(
            () ->
                "The token in the profile %s may have been revoked or replaced: ask the provider for a new profile."
                    .formatted(profileName));
  }

  /** The target's host alone: the rest of a redirect may hold a signature. */
  private static String target(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(AUTHORITY::matcher)
        .filter(Matcher::lookingAt)
        .map(location -> "host " + SafeText.of(location.group(1)))
        .orElse("another path of its own");
  }
}
