/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is asked of the STS: a session of a role, for so long, narrowed to one location. */
record AssumeRole(String roleArn, Duration duration, StorageLocation location) {

  private static final Duration USUAL = Duration.ofHours(1);
  private static final int LONGEST_SECONDS = 43_200;

  /** Reads the form that AWS's query protocol posts. */
  static AssumeRole parse(String form) throws StsError {
    Map<String, String> fields = fields(form);
    String action = fields.getOrDefault("Action", "");
    if (!action.equals("AssumeRole")) {
      throw StsError.of(
          400, "InvalidAction", "This STS knows AssumeRole only, not '" + action + "'");
    }
    required(fields, "RoleSessionName");
    return new AssumeRole(
        required(fields, "RoleArn"),
        duration(fields.get("DurationSeconds")),
        location(required(fields, "Policy")));
  }

  private static String required(Map<String, String> fields, String name) throws StsError {
    String value = fields.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw StsError.invalid("AssumeRole needs " + name + " here");
    }
    return value;
  }

  private static Duration duration(@Nullable String seconds) throws StsError {
    if (seconds == null) {
      return USUAL;
    }
    try {
      int number = Integer.parseInt(seconds);
      if (number >= 1 && number <= LONGEST_SECONDS) {
        return Duration.ofSeconds(number);
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal
    }
    throw StsError.invalid(
        "DurationSeconds is 1 to " + LONGEST_SECONDS + ", not '" + seconds + "'");
  }

  private static StorageLocation location(String policy) throws StsError {
    try {
      return SessionPolicy.parse(policy);
    } catch (IllegalArgumentException e) {
      throw StsError.of(400, "MalformedPolicyDocument", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> fields(String form) throws StsError {
    Map<String, String> fields = new HashMap<>();
    try {
      for (String field : form.split("&", -1)) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw StsError.invalid("The body is not a form: " + e.getMessage());
    }
    return fields;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
