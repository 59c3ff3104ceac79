/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows the stream to a person, until it is interrupted or the stream ends. */
final class Watch {

  private static final Duration LINE_EVERY = Duration.ofSeconds(1);
  private static final Duration PANEL_EVERY = Duration.ofMillis(250);

  private final Market market;
  private final Tally tally;
  private final Duration credentialLifetime;
  private final Console console;
  private final Panel panel;
  private final Pace pace = new Pace();
  private long vends;
  private long vendSeen = System.nanoTime();

  Watch(Market market, Tally tally, Duration credentialLifetime, Console console) {
    this.market = market;
    this.tally = tally;
    this.credentialLifetime = credentialLifetime;
    this.console = console;
    panel = new Panel(console.ink(), console.glyphs());
  }

  /** Returns false if the stream ended; only an interrupt ends it as it should. */
  boolean run(LocalFlink flink, PrintStream err) throws InterruptedException {
    try (Screen screen = new Screen(console.out(), console.terminal())) {
      screen.show(panel.header(flink.webUi(), console.log(), market.statements()), List.of());
      while (complaint().isEmpty()) {
        screen.show(news(), view());
        tally.watch(console.terminal() ? PANEL_EVERY : LINE_EVERY);
      }
    }
    err.println(complaint().orElseThrow());
    err.println("More in " + console.log());
    return false;
  }

  private Optional<String> complaint() {
    return tally
        .end()
        .or(() -> market.failure().map(it -> "The writer failed: " + Causes.deepest(it)));
  }

  private List<String> news() {
    List<String> news = new ArrayList<>();
    for (long now = market.vends(); vends < now; ) {
      Credential predecessor = credential();
      vends++;
      vendSeen = System.nanoTime();
      news.add(panel.vended(credential(), predecessor));
    }
    return news;
  }

  private Credential credential() {
    Duration age = Duration.ofNanos(System.nanoTime() - vendSeen);
    return Credential.of(vends, credentialLifetime, age);
  }

  private List<String> view() {
    long written = market.rowsWritten();
    Arrivals arrivals = tally.arrivals(written);
    Glance glance =
        new Glance(
            arrivals,
            pace.at(System.nanoTime(), arrivals.rows()),
            written,
            market.version(),
            credential());
    return console.terminal() ? panel.lines(glance) : List.of(panel.line(glance));
  }
}
