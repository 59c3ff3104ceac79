/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.util.List;

/**
 * What a back-pressured job showed.
 *
 * @param checkpointMillis of each checkpoint, from its trigger until it was complete
 * @param heapMegabytes of heap in use after a full collection while the job ran: the job's, Flink's
 *     and whatever else the JVM holds; one for each collection
 */
public record BackpressureMeasurement(List<Double> checkpointMillis, List<Double> heapMegabytes) {

  public BackpressureMeasurement {
    checkpointMillis = List.copyOf(checkpointMillis);
    heapMegabytes = List.copyOf(heapMegabytes);
  }
}
