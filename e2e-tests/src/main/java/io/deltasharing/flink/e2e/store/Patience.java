/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Looks again and again until something has happened in another process.
 *
 * @param limit in real time
 */
record Patience(Pause pause, Duration limit) {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  void await(String what, BooleanSupplier happened) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new StoreFailure("Not within " + limit.toSeconds() + " s: " + what);
      }
      try {
        pause.pause(BETWEEN_LOOKS);
      } catch (InterruptedException e) {
        throw StoreFailure.interrupted(what, e);
      }
    }
  }
}
