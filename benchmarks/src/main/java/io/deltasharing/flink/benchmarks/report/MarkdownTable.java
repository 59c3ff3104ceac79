/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import static java.util.stream.Collectors.joining;

import io.deltasharing.flink.benchmarks.Contender;
import java.util.List;

/** Results as a table for a page: a line for each scenario. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The table, and where and with what it was measured. */
  public static String of(List<Result> results, Machine machine, Versions versions) {
    StringBuilder text = new StringBuilder();
    text.append("| scenario | ours: wall, CPU ms | peer: wall, CPU ms | × wall | × CPU | target |");
    text.append(" others: × CPU of the peer |\n|---|---|---|---|---|---|---|\n");
    for (Result result : results) {
      text.append(line(result)).append('\n');
    }
    return text.append('\n').append(measuredOn(contenders(results), machine, versions)).toString();
  }

  private static List<Contender> contenders(List<Result> results) {
    return results.stream().flatMap(it -> it.contenders().stream()).distinct().toList();
  }

  private static String line(Result result) {
    Contender peer = result.scenario().peer();
    Figures ours = result.of(result.scenario().subject());
    Figures theirs = result.of(peer);
    return "| `"
        + result.scenario().name()
        + "` | "
        + times(ours)
        + " | "
        + peer.label()
        + ": "
        + times(theirs)
        + " | "
        + TextTable.ratio(theirs.wallMillis() / ours.wallMillis())
        + " | "
        + TextTable.ratio(theirs.cpuMillis() / ours.cpuMillis())
        + " | "
        + TextTable.verdicts(result, "<br>").replace("NOT met", "**not met**")
        + " | "
        + others(result, theirs)
        + " |";
  }

  private static String times(Figures figures) {
    return TextTable.whole(figures.wallMillis()) + ", " + TextTable.whole(figures.cpuMillis());
  }

  private static String others(Result result, Figures peer) {
    return result.contenders().stream()
        .skip(2)
        .map(it -> it.label() + " " + TextTable.ratio(peer.cpuMillis() / result.of(it).cpuMillis()))
        .collect(joining(", "));
  }

  /** Who else was measured, and where. */
  static String measuredOn(List<Contender> contenders, Machine machine, Versions versions) {
    String products =
        contenders.stream()
            .filter(it -> !it.product().equals("ours"))
            .map(it -> it.label() + " " + versions.of(it))
            .collect(joining(", "));
    return "Measured with "
        + products
        + "; "
        + machine.java()
        + "; "
        + machine.processors()
        + " processors ("
        + machine.processor()
        + "), "
        + machine.memoryMegabytes()
        + " MB; "
        + machine.system()
        + "; load when it began: "
        + TextTable.ratio(machine.load())
        + ".\n";
  }
}
