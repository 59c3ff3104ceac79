/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.flink.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One profile file's content → its profile, by the rules of versions 1 and 2 for bearer tokens.
 * Fields it does not know are ignored. Says what is wrong without quoting the file: even a broken
 * one holds a token.
 */
final class ProfileParser {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final String VERSION = "shareCredentialsVersion";
  private static final int NEWEST_VERSION = 2;
  private static final Set<String> OTHER_TYPES =
      Set.of("oauth_client_credentials", "basic", "oauth_jwt_bearer_private_key_jwt");

  private final String name;
  private final boolean allowInsecureEndpoint;

  ProfileParser(String name, boolean allowInsecureEndpoint) {
    this.name = name;
    this.allowInsecureEndpoint = allowInsecureEndpoint;
  }

  /**
   * @throws ProfileException if the content is not a profile that this client can use
   */
  SharingProfile parse(byte[] content) {
    JsonNode profile = json(content);
    if (version(profile) == 2) {
      requireBearerType(profile);
    }
    return new SharingProfile(endpoint(profile), token(profile), expirationTime(profile));
  }

  private JsonNode json(byte[] content) {
    try {
      JsonNode profile = MAPPER.readTree(content);
      if (profile == null || !profile.isObject()) {
        throw problem("is not a JSON object: is it the file that the provider gave?");
      }
      return profile;
    } catch (JsonProcessingException e) {
      // Only where, and no cause: the parser's messages quote what they cannot read.
      throw problem(
          "is not valid JSON (line %d, column %d)"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw problem("is not valid JSON text in UTF-8");
    }
  }

  private int version(JsonNode profile) {
    JsonNode version = profile.path(VERSION);
    if (!version.isIntegralNumber() || !version.canConvertToInt() || version.intValue() < 1) {
      throw problem("needs a field '" + VERSION + "' with a whole number, 1 or 2");
    }
    if (version.intValue() > NEWEST_VERSION) {
      throw problem(
          "is of version %d, and this connector reads versions up to %d: upgrade the connector"
              .formatted(version.intValue(), NEWEST_VERSION));
    }
    return version.intValue();
  }

  private void requireBearerType(JsonNode profile) {
    String type = optionalText(profile, "type").orElse("bearer_token");
    if (OTHER_TYPES.contains(type)) {
      throw problem(
          "is of type '%s', which is not supported yet: ask the provider for one of type bearer_token"
              .formatted(type));
    }
    if (!type.equals("bearer_token")) {
      throw problem("is of an unknown type, not of type bearer_token");
    }
  }

  private URI endpoint(JsonNode profile) {
    return converted(
        "endpoint",
        requiredText(profile, "endpoint"),
        text -> EndpointRules.check(text, allowInsecureEndpoint));
  }

  private Secret token(JsonNode profile) {
    String token = requiredText(profile, "bearerToken");
    if (!token.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
      throw problem(
          "has a bearerToken with a character that no HTTP header can carry (white space, control"
              + " or non-ASCII): was it copied whole and without line breaks?");
    }
    return Secret.of(token);
  }

  private Optional<Instant> expirationTime(JsonNode profile) {
    return optionalText(profile, "expirationTime")
        .map(text -> converted("expirationTime", text, ExpirationTime::parse));
  }

  private <T> T converted(String field, String text, Function<String, T> conversion) {
    try {
      return conversion.apply(text);
    } catch (IllegalArgumentException e) {
      throw problem("has an " + field + " that cannot be used: it " + e.getMessage());
    }
  }

  private String requiredText(JsonNode profile, String field) {
    return optionalText(profile, field)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> problem("needs a field '" + field + "' with a text that is not blank"));
  }

  private Optional<String> optionalText(JsonNode profile, String field) {
    JsonNode value = profile.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw problem("has a field '" + field + "' that is not a text");
    }
    return Optional.of(value.textValue());
  }

  private ProfileException problem(String words) {
    return new ProfileException("The profile " + name + " " + words + ".");
  }
}
