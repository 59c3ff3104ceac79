/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as the command line and the admin endpoint have them: a number and ms, s, m or h. */
final class Durations {

  private static final Pattern POSITIVE = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");
  private static final Pattern SIGNED = Pattern.compile("(-?[0-9]{1,9})(ms|s|m|h)");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "ms", ChronoUnit.MILLIS,
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS);

  private Durations() {}

  static Duration parse(String option, String text) throws UsageException {
    return parse(POSITIVE, option, text);
  }

  /** Zero and less than zero too: {@code 0s}, {@code -15s}. */
  static Duration parseSigned(String option, String text) throws UsageException {
    return parse(SIGNED, option, text);
  }

  private static Duration parse(Pattern pattern, String option, String text) throws UsageException {
    Matcher matcher = pattern.matcher(text);
    ChronoUnit unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new UsageException(
          option + " takes a duration such as 500ms, 15s, 2m or 1h, not '" + text + "'");
    }
    return Duration.of(Long.parseLong(matcher.group(1)), unit);
  }
}
