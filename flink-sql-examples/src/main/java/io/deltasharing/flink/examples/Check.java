/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts in silence, and judges. */
final class Check {

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STRAGGLER_PATIENCE = Duration.ofSeconds(10);

  private final Arguments arguments;
  private final Market market;
  private final Tally tally;

  Check(Arguments arguments, Market market, Tally tally) {
    this.arguments = arguments;
    this.market = market;
    this.tally = tally;
  }

  /** Returns whether the check is passed. */
  boolean run(PrintStream out, PrintStream err) throws InterruptedException {
    boolean streaming = tally.awaitIds(1, START_PATIENCE);
    if (arguments.sabotage() == Sabotage.REFRESH) {
      market.stopVending();
    }
    if (streaming) {
      tally.watch(arguments.measured());
    }
    tally.notePause();
    market.stopWriting();
    tally.awaitIds(market.rowsWritten(), STRAGGLER_PATIENCE);

    Verdict verdict = verdict();
    List<String> complaints = new ArrayList<>();
    tally.end().ifPresent(complaints::add);
    market.failure().ifPresent(it -> complaints.add("The writer failed: " + Causes.deepest(it)));
    complaints.addAll(verdict.complaints());
    complaints.forEach(it -> err.println("quickstart: " + it));
    out.println(verdict.json());
    return complaints.isEmpty();
  }

  private Verdict verdict() {
    long expected = market.rowsWritten();
    boolean mustRenew = arguments.measured().compareTo(arguments.credentialLifetime()) > 0;
    return new Verdict(tally.arrivals(expected), expected, market.vends(), mustRenew);
  }
}
