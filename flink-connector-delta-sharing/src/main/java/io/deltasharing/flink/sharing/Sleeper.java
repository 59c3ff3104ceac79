/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.Duration;

/** Waits between attempts. Injected, so that tests need not wait. */
@FunctionalInterface
public interface Sleeper {
  /** Blocks the calling thread for so long, or until it is interrupted. */
  void sleep(Duration duration) throws InterruptedException;
}
