/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.time.Duration;

/** Shares the tables with other processes until it is interrupted. */
final class Serve {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Market market;
  private final Noticeboard board;
  private final Duration credentialLifetime;

  Serve(Market market, Noticeboard board, Duration credentialLifetime) {
    this.market = market;
    this.board = board;
    this.credentialLifetime = credentialLifetime;
  }

  /** Returns false if the writing ended; only an interrupt ends it as it should. */
  boolean run(PrintStream out, PrintStream err) throws InterruptedException {
    market.announce(board);
    describe(out);
    long seen = 0;
    while (market.failure().isEmpty()) {
      if (market.counters().awaitVends(seen + 1, LOOK_EVERY)) {
        seen++;
        say(out, "credential #" + seen + " vended, table at " + market.rowsWritten() + " rows");
      }
    }
    market
        .failure()
        .ifPresent(it -> err.println("quickstart: The writer failed: " + Causes.deepest(it)));
    return false;
  }

  private void describe(PrintStream out) {
    say(
        out,
        "",
        "Shared until Ctrl-C: a table that grows, a second one to join it with, and credentials",
        "that live " + Durations.seconds(credentialLifetime) + ".",
        "",
        "profile  " + board.profile() + "  (yours only: it holds the bearer token)",
        "tables   " + board.tables(),
        "         trades     is " + Statements.TRADES,
        "         companies  is " + Statements.COMPANIES,
        "",
        "In another terminal:",
        "  bin/example explore",
        "  bin/example --help",
        "");
  }

  private static void say(PrintStream out, String... lines) {
    for (String line : lines) {
      out.println(line);
    }
    out.flush();
  }
}
