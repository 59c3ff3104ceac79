/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;

/**
 * The credential that was vended last.
 *
 * @param number 1 is the first
 * @param left until it expires; not negative
 */
record Credential(long number, Duration lifetime, Duration left) {

  static Credential of(long number, Duration lifetime, Duration age) {
    Duration left = lifetime.minus(age);
    return new Credential(number, lifetime, left.isNegative() ? Duration.ZERO : left);
  }

  /** How many of {@code steps} are left, rounded up: it is empty only once it is over. */
  int remaining(int steps) {
    long life = lifetime.toMillis();
    return Math.toIntExact((left.toMillis() * steps + life - 1) / life);
  }
}
