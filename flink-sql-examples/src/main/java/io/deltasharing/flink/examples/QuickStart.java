/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program behind {@code bin/quickstart}; its options are in quickstart-usage.txt. */
public final class QuickStart {

  private static final Logger LOG = LoggerFactory.getLogger(QuickStart.class);
  private static final Duration WATCHED_COMMITS = Duration.ofSeconds(1);
  private static final Duration CHECKED_COMMITS = Duration.ofMillis(500);

  private QuickStart() {}

  /** Exit status 2 for a wrong call, 1 if anything went wrong. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] args) {
    // Flink's shutdown hooks get into each other's way now and then; that is for the log.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.warn("Thread {} failed", thread.getName(), failure));
    Ending ending = Ending.ofCurrentThread();
    int status;
    try (Scratch scratch = Scratch.open()) {
      status = run(args, scratch, Console.standard(), System.err);
    } catch (InterruptedException e) {
      status = 1;
    } catch (RuntimeException e) {
      status = 1;
      LOG.error("The quick start failed", e);
      if (!ending.asked()) {
        System.err.println("quickstart: " + Causes.deepest(e));
      }
    }
    ending.closed();
    System.exit(status);
  }

  static int run(String[] args, Scratch scratch, Console console, PrintStream err)
      throws InterruptedException {
    try {
      Arguments arguments = Arguments.parse(args);
      return run(arguments, scratch, console, err) ? 0 : 1;
    } catch (UsageException e) {
      err.println("quickstart: " + e.getMessage());
      err.print(usage());
      return 2;
    }
  }

  private static boolean run(Arguments arguments, Scratch scratch, Console console, PrintStream err)
      throws InterruptedException {
    return arguments.mode() == Arguments.Mode.SERVE
        ? serve(arguments, scratch, console, err)
        : stream(arguments, scratch, console, err);
  }

  private static boolean serve(
      Arguments arguments, Scratch scratch, Console console, PrintStream err)
      throws InterruptedException {
    Duration lifetime = arguments.credentialLifetime();
    Places places = Places.standard();
    try (Noticeboard board = Noticeboard.open(places.noticeboard(), places.declarations());
        Market market = Market.open(scratch.directory(), lifetime, WATCHED_COMMITS)) {
      return new Serve(market, board, lifetime).run(console.out(), err);
    }
  }

  private static boolean stream(
      Arguments arguments, Scratch scratch, Console console, PrintStream err)
      throws InterruptedException {
    Duration lifetime = arguments.credentialLifetime();
    Duration commits = arguments.check() ? CHECKED_COMMITS : WATCHED_COMMITS;
    LocalFlink flink = arguments.check() ? LocalFlink.onAnyPort() : LocalFlink.onUsualPort();
    Tally tally = new Tally(System::nanoTime);
    try (Market market = Market.open(scratch.directory(), lifetime, commits);
        TradesStream stream =
            TradesStream.start(flink, market.statements(), arguments.sabotage(), tally)) {
      return arguments.check()
          ? new Check(arguments, market, tally).run(console.out(), err)
          : new Watch(market, tally, lifetime, console).run(flink, err);
    }
  }

  private static String usage() {
    try (InputStream text = QuickStart.class.getResourceAsStream("/quickstart-usage.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
