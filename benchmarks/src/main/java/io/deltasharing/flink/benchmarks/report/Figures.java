/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import io.deltasharing.flink.benchmarks.trial.Measurement;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One contender's figures, the medians of its rounds.
 *
 * @param wallMillis of a pass
 * @param cpuMillis of a pass
 * @param rows that came out
 * @param requests GETs of a pass
 * @param rounds how many there were
 */
public record Figures(double wallMillis, double cpuMillis, long rows, double requests, int rounds) {

  static Figures of(List<Measurement> rounds) {
    return new Figures(
        median(rounds, Measurement::wallMillis),
        median(rounds, Measurement::cpuMillis),
        rounds.get(0).rows(),
        median(rounds, Measurement::requests),
        rounds.size());
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
