/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import io.deltasharing.flink.benchmarks.data.Tables;
import io.deltasharing.flink.benchmarks.report.ChecksumException;
import io.deltasharing.flink.benchmarks.report.FileLayout;
import io.deltasharing.flink.benchmarks.report.Result;
import io.deltasharing.flink.benchmarks.trial.Measurement;
import io.deltasharing.flink.benchmarks.trial.Shared;
import io.deltasharing.flink.benchmarks.trial.TrialArguments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures scenarios: contenders take turns, so that a machine that becomes slower becomes so for
 * all.
 */
record Rounds(
    BenchArguments arguments, Tables tables, TrialProcess trials, Optional<Shared> shared) {

  Result measure(Scenario scenario) throws IOException, InterruptedException, ChecksumException {
    List<Contender> contenders = arguments.contenders(scenario);
    Map<Contender, List<Measurement>> measured = new EnumMap<>(Contender.class);
    for (int round = 0; round < arguments.rounds(); round++) {
      for (Contender contender : contenders) {
        if (round < arguments.rounds(scenario, contender)) {
          measured
              .computeIfAbsent(contender, it -> new ArrayList<>())
              .add(trials.run(trial(scenario, contender)));
        }
      }
    }
    return Result.of(scenario, contenders, measured, FileLayout.of(tables.files(scenario.data())));
  }

  private TrialArguments trial(Scenario scenario, Contender contender) {
    return new TrialArguments(
        scenario,
        contender,
        tables,
        arguments.warmUp(),
        arguments.measured(),
        contender.isLocal(scenario.pipeline().form()) ? Optional.empty() : shared);
  }
}
