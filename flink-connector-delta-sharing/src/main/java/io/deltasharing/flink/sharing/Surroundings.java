/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.Clock;
import java.util.function.DoubleSupplier;

/**
 * What the client takes from the world around it, handed in so that tests decide it.
 *
 * @param clock the local clock
 * @param sleeper waits between attempts
 * @param random uniform in [0, 1), for jitter; called by any thread
 */
public record Surroundings(Clock clock, Sleeper sleeper, DoubleSupplier random) {}
