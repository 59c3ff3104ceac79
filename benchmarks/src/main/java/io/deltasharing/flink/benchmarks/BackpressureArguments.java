/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import java.util.List;

/**
 * What the user wants of {@code --backpressure}.
 *
 * @param rows of the table that is read
 */
record BackpressureArguments(long rows) {
  /** What comes first on the command line. */
  static final String OPTION = "--backpressure";

  private static final String ROWS = "--rows";
  private static final long USUAL_ROWS = 4_000_000;

  /** The slow operator takes 25 seconds for them: with fewer, a job would end too soon. */
  private static final long FEWEST_ROWS = 500_000;

  /**
   * Reads the command line behind the option itself.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static BackpressureArguments parse(List<String> words) {
    if (words.isEmpty()) {
      return new BackpressureArguments(USUAL_ROWS);
    }
    if (!words.get(0).equals(ROWS)) {
      throw unexpected(words.get(0));
    }
    if (words.size() == 1) {
      throw new IllegalArgumentException(ROWS + " needs a value");
    }
    if (words.size() > 2) {
      throw unexpected(words.get(2));
    }
    return new BackpressureArguments(rows(words.get(1)));
  }

  private static IllegalArgumentException unexpected(String word) {
    return new IllegalArgumentException(
        OPTION + " stands alone or with " + ROWS + " N, not with '" + word + "'");
  }

  private static long rows(String text) {
    try {
      long rows = Long.parseLong(text);
      if (rows >= FEWEST_ROWS) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(
        ROWS + " takes a number from " + FEWEST_ROWS + " on, not '" + text + "'");
  }
}
