/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The program's arguments. */
record Arguments(Mode mode, Duration measured, Duration credentialLifetime, Sabotage sabotage) {

  /** What there is to do. */
  enum Mode {
    /** Show the stream to a person. */
    WATCH,
    /** Judge it. */
    CHECK,
    /** Share the tables with other processes, and read nothing. */
    SERVE
  }

  private static final Duration LEAST_LIFETIME = Duration.ofSeconds(2);
  // So much longer than credentials live, and commits must have been missed.
  private static final Duration OUTLIVED = Duration.ofSeconds(2);
  private static final int MOST_SECONDS = 24 * 60 * 60;

  static Arguments parse(String... arguments) throws UsageException {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    Duration measured = Duration.ofSeconds(60);
    Duration lifetime = Duration.ofSeconds(15);
    Sabotage sabotage = Sabotage.NONE;
    Set<String> onlyWithCheck = new TreeSet<>();
    Deque<String> rest = new ArrayDeque<>(List.of(arguments));
    while (!rest.isEmpty()) {
      String option = rest.remove();
      switch (option) {
        case "--check" -> modes.add(Mode.CHECK);
        case "--serve" -> modes.add(Mode.SERVE);
        case "--seconds" -> {
          measured = seconds(value(option, rest));
          onlyWithCheck.add(option);
        }
        case "--credential-lifetime" -> lifetime = lifetime(option, value(option, rest));
        case "--sabotage" -> {
          sabotage = sabotage(value(option, rest));
          onlyWithCheck.add(option);
        }
        default -> throw new UsageException("Unknown option '" + option + "'");
      }
    }
    if (modes.size() > 1) {
      throw new UsageException("--check and --serve exclude each other");
    }
    Mode mode = modes.stream().findFirst().orElse(Mode.WATCH);
    if (mode != Mode.CHECK && !onlyWithCheck.isEmpty()) {
      throw new UsageException(
          String.join(" and ", onlyWithCheck) + " can only be used with --check");
    }
    if (sabotage == Sabotage.REFRESH && measured.compareTo(lifetime.plus(OUTLIVED)) < 0) {
      throw new UsageException(
          "--sabotage refresh needs --seconds to be 2 more than --credential-lifetime at least");
    }
    return new Arguments(mode, measured, lifetime, sabotage);
  }

  boolean check() {
    return mode == Mode.CHECK;
  }

  private static String value(String option, Deque<String> rest) throws UsageException {
    String value = rest.poll();
    if (value == null) {
      throw new UsageException(option + " needs a value");
    }
    return value;
  }

  private static Duration seconds(String text) throws UsageException {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // falls through to the same refusal
    }
    throw new UsageException("--seconds must be 1 to " + MOST_SECONDS + ", not '" + text + "'");
  }

  private static Duration lifetime(String option, String text) throws UsageException {
    Duration lifetime = Durations.parse(option, text);
    if (lifetime.compareTo(LEAST_LIFETIME) < 0) {
      throw new UsageException(option + " must be 2s at least, not '" + text + "'");
    }
    return lifetime;
  }

  private static Sabotage sabotage(String text) throws UsageException {
    return Arrays.stream(Sabotage.values())
        .filter(it -> it != Sabotage.NONE)
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--sabotage must be refresh, drop or double, not '" + text + "'"));
  }
}
