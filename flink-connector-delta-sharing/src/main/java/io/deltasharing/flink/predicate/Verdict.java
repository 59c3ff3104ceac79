/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.predicate;

/** How many of some rows satisfy a predicate. */
public enum Verdict {
  /** Surely none. */
  NONE,

  /** Not known: perhaps none, perhaps all. */
  SOME,

  /** Surely every one. */
  ALL;

  static Verdict of(boolean none, boolean all) {
    return none ? NONE : all ? ALL : SOME;
  }
}
