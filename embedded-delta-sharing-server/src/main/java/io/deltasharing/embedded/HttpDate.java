/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as HTTP's headers have it, in whole seconds. */
final class HttpDate {

  // Not RFC_1123_DATE_TIME: it writes the first nine days of a month with one digit, HTTP with two.
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** Cut to the second, as a {@code Date} is. */
  static String of(Instant moment) {
    return FORMAT.format(moment);
  }

  /** The first second that is not before the moment, as a {@code Retry-After} must be. */
  static String notBefore(Instant moment) {
    return of(moment.plusNanos(999_999_999));
  }
}
