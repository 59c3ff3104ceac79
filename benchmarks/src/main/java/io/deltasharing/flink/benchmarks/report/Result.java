/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.trial.Measurement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came out of a scenario.
 *
 * @param contenders who took part, in the scenario's order
 * @param figures of each of them
 * @param verdicts one for each target
 */
public record Result(
    Scenario scenario,
    List<Contender> contenders,
    Map<Contender, Figures> figures,
    List<Verdict> verdicts) {

  /**
   * Puts measurements together.
   *
   * @throws ChecksumException if contenders that read the same did not read the same
   */
  public static Result of(
      Scenario scenario,
      List<Contender> contenders,
      Map<Contender, List<Measurement>> measured,
      FileLayout layout)
      throws ChecksumException {
    checkSums(scenario, measured);
    Map<Contender, Figures> figures = new EnumMap<>(Contender.class);
    measured.forEach((contender, rounds) -> figures.put(contender, Figures.of(rounds)));
    Figures ours = figuresOf(scenario.subject(), figures);
    Figures peer = figuresOf(scenario.peer(), figures);
    List<Verdict> verdicts =
        scenario.targets().stream().map(it -> Verdict.of(it, ours, peer, layout)).toList();
    return new Result(scenario, contenders, figures, verdicts);
  }

  public Figures of(Contender contender) {
    return figuresOf(contender, figures);
  }

  private static Figures figuresOf(Contender contender, Map<Contender, Figures> figures) {
    Figures found = figures.get(contender);
    if (found == null) {
      throw new IllegalArgumentException("no figures of " + contender.label());
    }
    return found;
  }

  private static void checkSums(Scenario scenario, Map<Contender, List<Measurement>> measured)
      throws ChecksumException {
    Map<Object, String> known = new HashMap<>();
    for (Map.Entry<Contender, List<Measurement>> entry : measured.entrySet()) {
      Contender contender = entry.getKey();
      for (Measurement round : entry.getValue()) {
        String sum = round.rows() + " rows with sum " + round.sum();
        String before = known.putIfAbsent(contender.data(scenario.data()), sum);
        if (before != null && !before.equals(sum)) {
          throw new ChecksumException(
              scenario.name() + ": " + contender.label() + " read " + sum + ", not " + before);
        }
      }
    }
  }
}
