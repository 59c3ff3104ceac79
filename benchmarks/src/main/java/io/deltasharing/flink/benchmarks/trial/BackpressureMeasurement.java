/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.util.List;

/**
 * What a back-pressured job showed.
 *
 * @param checkpointMillis of each checkpoint, from its trigger until it was complete
 * @param heldMegabytes of heap, after a full collection while the job ran, less those before it
 *     began; one for each collection
 */
public record BackpressureMeasurement(List<Double> checkpointMillis, List<Double> heldMegabytes) {

  public BackpressureMeasurement {
    checkpointMillis = List.copyOf(checkpointMillis);
    heldMegabytes = List.copyOf(heldMegabytes);
  }
}
