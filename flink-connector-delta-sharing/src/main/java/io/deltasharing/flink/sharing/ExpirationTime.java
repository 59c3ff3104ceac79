/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ISO 8601 time of a profile. {@link java.time.format.DateTimeFormatter} stops at nine digits
 * of a second and at few forms of an offset; providers' systems do not.
 */
final class ExpirationTime {
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2})?)(?:[.,](\\d+))?(Z|[+-]\\d{2}(?::?\\d{2})?)?");
  private static final int NANO_DIGITS = 9;

  private ExpirationTime() {}

  /**
   * @throws IllegalArgumentException whose message says what is wrong, in words that follow
   *     "expirationTime"
   */
  static Instant parse(String text) {
    Matcher form = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("is not an ISO 8601 time such as 2030-01-31T00:00:00Z");
    }
    if (form.group(3) == null) {
      throw new IllegalArgumentException(
          "has no time zone: it must end in Z or in an offset such as +01:00");
    }
    try {
      return LocalDateTime.parse(form.group(1))
          .withNano(nanos(form.group(2)))
          .toInstant(ZoneOffset.of(form.group(3)));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("is not a time that exists", e);
    }
  }

  private static int nanos(@Nullable String fraction) {
    return fraction == null
        ? 0
        : Integer.parseInt((fraction + "0".repeat(NANO_DIGITS)).substring(0, NANO_DIGITS));
  }
}
