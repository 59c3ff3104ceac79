/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.Optional;

/**
 * The rows that arrived.
 *
 * @param rows all of them, doubles included
 * @param lost ids that were written and did not arrive
 * @param doubled ids that arrived more than once
 * @param foreign rows that were never written, or not with these values
 */
record Arrivals(
    long rows,
    long lost,
    long doubled,
    long foreign,
    Duration longestPause,
    Optional<Trade> last) {}
