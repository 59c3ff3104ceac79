/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.store;

import java.time.Duration;

/** Lets time go by between two looks at another process. */
@FunctionalInterface
public interface Pause {

  /** Returns after so long. */
  void pause(Duration duration) throws InterruptedException;
}
