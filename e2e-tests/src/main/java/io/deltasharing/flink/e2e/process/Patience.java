/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.process;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Waits for other processes, which can only be asked again and again.
 *
 * @param limit how long at most
 */
public record Patience(Duration limit) {
  private static final long BETWEEN_LOOKS_MILLIS = 100;

  /**
   * Returns once the condition holds.
   *
   * @throws Failure if it does not within the limit
   */
  public void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new Failure("Not within " + limit.toSeconds() + " s: " + what);
      }
      pause(Duration.ofMillis(BETWEEN_LOOKS_MILLIS));
    }
  }

  /** Lets the world go on for a while. */
  public static void pause(Duration duration) {
    try {
      TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    } catch (InterruptedException e) {
      throw Failure.interrupted("waiting", e);
    }
  }
}
