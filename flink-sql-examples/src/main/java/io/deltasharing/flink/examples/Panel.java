/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Puts what there is to see into words and bars. */
record Panel(Ink ink, Glyphs glyphs) {

  private static final int BAR = 20;
  private static final int LOW = 5;
  private static final String STARTING = "Flink is starting";

  List<String> header(URI webUi, String log, Statements statements) {
    String title = "Delta Sharing " + glyphs.arrow() + " Flink SQL";
    return List.of(
        "",
        ink.bold(title) + ": a shared table grows, a query follows it,",
        "and the credentials that open the table's files keep expiring on the way.",
        "",
        "web UI  " + ink.bold(webUi.toString()),
        "log     " + log,
        "Ctrl-C ends it.",
        "",
        ink.dim(statements.create() + ";\n" + statements.select() + ";"),
        "");
  }

  /** The news of a fresh credential, and how much time its predecessor had. */
  String vended(Credential fresh, Credential predecessor) {
    String news =
        ink.green(glyphs.key() + " credential #" + fresh.number() + " vended")
            + ", lives "
            + Durations.seconds(fresh.lifetime());
    return predecessor.number() == 0
        ? news
        : String.format(
            Locale.ROOT,
            "%s; #%d had %s left",
            news,
            predecessor.number(),
            Durations.seconds(predecessor.left()));
  }

  /** For a terminal, redrawn in place; always as many lines. */
  List<String> lines(Glance glance) {
    Arrivals arrivals = glance.arrivals();
    return List.of(
        "",
        label("rows")
            + ink.bold(String.format(Locale.ROOT, "%,d", arrivals.rows()))
            + String.format(
                Locale.ROOT,
                "  %,d/s   %,d written, table version %d",
                glance.rowsPerSecond(),
                glance.written(),
                glance.version()),
        label("last row") + arrivals.last().map(Panel::row).orElse(STARTING),
        label("credential") + credential(glance.credential()),
        label("renewed") + renewals(glance.credential()) + ", " + faults(arrivals));
  }

  /** The same for a file or a pipe: one line. */
  String line(Glance glance) {
    Arrivals arrivals = glance.arrivals();
    return String.format(
        Locale.ROOT,
        "rows %,d  %,d/s | %s | credential %s | renewed %s, %s",
        arrivals.rows(),
        glance.rowsPerSecond(),
        arrivals.last().map(Panel::row).orElse(STARTING),
        credential(glance.credential()),
        renewals(glance.credential()),
        faults(arrivals));
  }

  private String label(String text) {
    return ink.dim(String.format(Locale.ROOT, "%-12s", text));
  }

  private static String row(Trade trade) {
    return String.format(
        Locale.ROOT, "%d %s %s %s", trade.id(), trade.symbol(), trade.price(), trade.ts());
  }

  private String credential(Credential credential) {
    if (credential.number() == 0) {
      return "none yet";
    }
    int remaining = credential.remaining(BAR);
    String bar = glyphs.bar(remaining, BAR);
    return String.format(
        Locale.ROOT,
        "#%d %s %s left",
        credential.number(),
        remaining > LOW ? ink.green(bar) : ink.yellow(bar),
        Durations.seconds(credential.left()));
  }

  private static String renewals(Credential credential) {
    long renewals = Math.max(0, credential.number() - 1);
    return renewals == 1 ? "once" : renewals + " times";
  }

  private String faults(Arrivals arrivals) {
    String pause = "longest pause " + Durations.seconds(arrivals.longestPause());
    return arrivals.doubled() == 0
        ? "no row doubled, " + pause
        : ink.red(arrivals.doubled() + " doubled") + ", " + pause;
  }
}
