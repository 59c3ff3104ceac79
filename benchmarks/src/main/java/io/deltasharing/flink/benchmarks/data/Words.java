/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

import java.util.List;
import java.util.random.RandomGenerator;

/** Texts of words, of ASCII letters alone. */
final class Words {
  private static final List<String> WORDS =
      List.of(
          "river", "market", "quiet", "ledger", "harbour", "copper", "between", "a", "morning",
          "of", "signal", "window", "the", "paper", "seven", "lantern", "to", "winter", "cargo",
          "gentle", "invoice", "and", "station", "amber", "under", "parcel", "north", "tally",
          "simple", "account", "over", "mill", "bright", "order", "thread", "in", "village",
          "silver", "garden", "number");

  private Words() {}

  static String one(RandomGenerator random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** From 10 to 43 characters. */
  static String sentence(RandomGenerator random) {
    int length = 10 + random.nextInt(34);
    StringBuilder text = new StringBuilder(length + 8);
    while (text.length() < length) {
      text.append(one(random)).append(' ');
    }
    text.setLength(length);
    return text.toString();
  }
}
