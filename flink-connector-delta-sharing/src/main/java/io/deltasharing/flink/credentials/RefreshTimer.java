/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.time.Duration;

/**
 * Runs the refresher's steps, one at a time and all on the same thread. Injected, so that tests
 * turn the clock by hand.
 */
public interface RefreshTimer extends AutoCloseable {

  /** A step that has not run yet. */
  @FunctionalInterface
  interface Scheduled {
    /** Forgets the step; one that is running goes on. */
    void cancel();
  }

  /**
   * Runs a step after a delay; a delay that is not positive means as soon as the thread is free.
   * Any thread.
   */
  Scheduled schedule(Duration delay, Runnable step);

  /**
   * Interrupts the running step and forgets the others; returns once the thread has ended or a few
   * seconds have passed.
   */
  @Override
  void close();
}
