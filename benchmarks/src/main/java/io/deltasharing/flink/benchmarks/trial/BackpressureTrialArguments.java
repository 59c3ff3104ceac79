/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.data.Tables;
import java.nio.file.Path;
import java.util.List;

/** What a trial of back-pressure is told on its command line. */
public record BackpressureTrialArguments(Contender contender, Link link, Tables tables) {

  public List<String> words() {
    return List.of(
        contender.name(),
        link.name(),
        tables.root().toString(),
        String.valueOf(tables.lineitems()));
  }

  static BackpressureTrialArguments parse(String... words) {
    return new BackpressureTrialArguments(
        Contender.valueOf(words[0]),
        Link.valueOf(words[1]),
        new Tables(Path.of(words[2]), Long.parseLong(words[3])));
  }
}
