/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.regex.Pattern;

/**
 * Foreign text made fit for a message: one line of bounded length, and URLs without their query
 * strings, which is where signatures stand.
 */
final class SafeText {
  private static final int MAX_LENGTH = 500;
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\s]+");
  private static final Pattern QUERY =
      Pattern.compile("(?i)([a-z0-9+.-]+://[^\\s?\"'<>]*)\\?[^\\s\"'<>]*");

  private SafeText() {}

  static String of(String text) {
    // Cut first, so that the patterns never meet a long text.
    String beginning = text.substring(0, Math.min(text.length(), 4 * MAX_LENGTH));
    String oneLine = UNPRINTABLE.matcher(beginning).replaceAll(" ").strip();
    String bare = QUERY.matcher(oneLine).replaceAll("$1?***");
    return bare.length() <= MAX_LENGTH ? bare : bare.substring(0, MAX_LENGTH) + "...";
  }
}
