/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the user wants.
 *
 * @param rounds how often the contenders read that targets are about, in a fresh JVM each time
 * @param lineitems rows of the largest tables
 * @param warmUp how long each JVM reads at least before it counts
 * @param measured how long it reads then, at least once
 */
record BenchArguments(
    List<Scenario> scenarios,
    boolean isQuick,
    int rounds,
    long lineitems,
    Duration warmUp,
    Duration measured) {
  private static final int ROUNDS = 7;
  private static final int QUICK_ROUNDS = 2;

  /** Rounds of those that no target is about: they are there to be seen, at half the time. */
  private static final int ROUNDS_OF_OTHERS = 3;

  private static final long LINEITEMS = 4_000_000;
  private static final long QUICK_LINEITEMS = 500_000;
  private static final int QUICK_HEAP = 512;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static BenchArguments parse(String... words) {
    boolean isQuick = Stream.of(words).anyMatch("--quick"::equals);
    List<Scenario> named = new ArrayList<>();
    int rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
    for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
      String option = rest.next();
      switch (option) {
        case "--quick" -> {}
        case "--scenario" -> named.add(Scenarios.named(value(option, rest)));
        case "--rounds" -> rounds = rounds(value(option, rest));
        default ->
            throw new IllegalArgumentException("unknown option '" + option + "'; see --help");
      }
    }
    List<Scenario> usual = Scenarios.all().stream().filter(it -> it.isQuick() || !isQuick).toList();
    return new BenchArguments(
        named.isEmpty() ? usual : named,
        isQuick,
        rounds,
        isQuick ? QUICK_LINEITEMS : LINEITEMS,
        Duration.ofMillis(isQuick ? 300 : 2500),
        Duration.ofMillis(isQuick ? 400 : 2000));
  }

  /** Of each JVM, in MB: to touch it takes a second for each GB. */
  int heap() {
    return isQuick ? QUICK_HEAP : TrialProcess.HEAP;
  }

  /** Who takes part: in a quick run only those that a target is about. */
  List<Contender> contenders(Scenario scenario) {
    return isQuick ? List.of(scenario.subject(), scenario.peer()) : scenario.contenders();
  }

  /** How often a contender reads in a scenario: in the first so many rounds. */
  int rounds(Scenario scenario, Contender contender) {
    return contender == scenario.subject() || contender == scenario.peer()
        ? rounds
        : Math.min(rounds, ROUNDS_OF_OTHERS);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return rest.next();
  }

  private static int rounds(String text) {
    try {
      int rounds = Integer.parseInt(text);
      if (rounds > 0) {
        return rounds;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException("--rounds takes a number from 1 on, not '" + text + "'");
  }
}
