/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.Scenario;
import io.deltasharing.flink.benchmarks.Scenarios;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a trial is told on its command line.
 *
 * @param warmUp how long to read at least before it counts
 * @param measured how long to read then, at least once
 */
public record TrialArguments(
    Scenario scenario,
    Contender contender,
    Tables tables,
    Duration warmUp,
    Duration measured,
    Optional<Shared> shared) {
  private static final int LOCAL = 6;

  public List<String> words() {
    List<String> words = new ArrayList<>();
    words.add(scenario.name());
    words.add(contender.name());
    words.add(tables.root().toString());
    words.add(String.valueOf(tables.lineitems()));
    words.add(warmUp.toString());
    words.add(measured.toString());
    shared.ifPresent(
        it -> {
          words.add(it.profile().toString());
          words.add(it.store().toString());
          words.add(it.counters().toString());
        });
    return words;
  }

  static TrialArguments parse(String... words) {
    return new TrialArguments(
        Scenarios.named(words[0]),
        Contender.valueOf(words[1]),
        new Tables(Path.of(words[2]), Long.parseLong(words[3])),
        Duration.parse(words[4]),
        Duration.parse(words[5]),
        words.length > LOCAL
            ? Optional.of(
                new Shared(
                    Path.of(words[LOCAL]),
                    URI.create(words[LOCAL + 1]),
                    URI.create(words[LOCAL + 2])))
            : Optional.empty());
  }
}
