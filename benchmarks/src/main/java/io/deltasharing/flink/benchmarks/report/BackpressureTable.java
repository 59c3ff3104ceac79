/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import io.deltasharing.flink.benchmarks.Contender;
import io.deltasharing.flink.benchmarks.trial.BackpressureMeasurement;
import io.deltasharing.flink.benchmarks.trial.Link;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Back-pressure's figures, as a table that can be read as text and put in a page. */
public final class BackpressureTable {
  private final StringBuilder lines = new StringBuilder();

  /** Its first two lines. */
  public String head() {
    String titles =
        format("slow operator", "reader", "checkpoint ms: median", "max", "heap MB: median", "max");
    return titles + titles.replaceAll("[^|\\r\\n]", "-");
  }

  /** Adds a line, and gives it back. */
  public String add(Link link, Contender contender, BackpressureMeasurement measured) {
    String line =
        format(
            link.label(),
            contender.label(),
            median(measured.checkpointMillis()),
            max(measured.checkpointMillis()),
            median(measured.heapMegabytes()),
            max(measured.heapMegabytes()));
    lines.append(line);
    return line;
  }

  /** The whole, and where and with what it was measured. */
  public String page(List<Contender> contenders, Machine machine, Versions versions) {
    return head() + lines + "\n" + MarkdownTable.measuredOn(contenders, machine, versions);
  }

  private static String format(Object... cells) {
    return String.format(Locale.ROOT, "| %-17s | %-6s | %21s | %7s | %20s | %7s |%n", cells);
  }

  private static String median(List<Double> values) {
    return tenths(Figures.median(values.stream().mapToDouble(it -> it).toArray()));
  }

  private static String max(List<Double> values) {
    return tenths(Collections.max(values));
  }

  private static String tenths(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
