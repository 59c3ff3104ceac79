/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import static java.util.stream.Collectors.joining;

import io.deltasharing.flink.benchmarks.Contender;
import java.util.List;
import java.util.Locale;

/** Results as a table, a line for each contender. */
public final class TextTable {
  private static final String LINE = "%-26s %-18s %9s %9s %7s %7s %8s  %s%n";

  private TextTable() {}

  public static String of(List<Result> results) {
    return head() + results.stream().map(TextTable::of).collect(joining());
  }

  public static String head() {
    return String.format(
        LINE, "scenario", "reader", "wall ms", "CPU ms", "wall x", "CPU x", "Mrows/s", "target");
  }

  public static String of(Result result) {
    StringBuilder text = new StringBuilder();
    Contender peer = result.scenario().peer();
    for (Contender contender : result.contenders()) {
      Figures figures = result.of(contender);
      boolean isFirst = contender == result.scenario().subject();
      text.append(
          String.format(
              LINE,
              isFirst ? result.scenario().name() : "",
              contender.label(),
              whole(figures.wallMillis()),
              whole(figures.cpuMillis()),
              ratio(result.of(peer).wallMillis() / figures.wallMillis()),
              ratio(result.of(peer).cpuMillis() / figures.cpuMillis()),
              ratio(figures.rows() / figures.wallMillis() / 1000),
              isFirst ? verdicts(result, "; ") : ""));
    }
    return text.toString();
  }

  static String verdicts(Result result, String between) {
    return result.verdicts().stream()
        .map(it -> it.target() + ": " + ratio(it.reached()) + (it.isMet() ? ", met" : ", NOT met"))
        .collect(joining(between));
  }

  static String whole(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
