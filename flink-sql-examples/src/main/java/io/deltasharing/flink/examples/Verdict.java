/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The outcome of a check.
 *
 * @param expected rows that the writer wrote
 * @param vends credentials that the server vended
 * @param mustRenew whether the check took longer than one credential lives
 */
record Verdict(Arrivals arrivals, long expected, long vends, boolean mustRenew) {

  static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

  /** The outcome in figures. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"rows\":%d,\"expected\":%d,\"lost\":%d,\"doubled\":%d,\"vends\":%d,\"maxPauseMillis\":%d}",
        arrivals.rows(),
        expected,
        arrivals.lost(),
        arrivals.doubled(),
        vends,
        arrivals.longestPause().toMillis());
  }

  /** All that is wrong; nothing if the check is passed. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    if (arrivals.rows() == 0) {
      complaints.add("no row arrived");
    }
    if (arrivals.lost() > 0) {
      complaints.add("rows lost: " + arrivals.lost());
    }
    if (arrivals.doubled() > 0) {
      complaints.add("rows doubled: " + arrivals.doubled());
    }
    if (arrivals.foreign() > 0) {
      complaints.add("rows that were not written like this: " + arrivals.foreign());
    }
    if (arrivals.longestPause().compareTo(LONGEST_PAUSE) > 0) {
      complaints.add(
          String.format(
              Locale.ROOT,
              "the longest pause was %d ms, more than %d ms",
              arrivals.longestPause().toMillis(),
              LONGEST_PAUSE.toMillis()));
    }
    if (mustRenew && vends < 2) {
      complaints.add("credentials were never renewed: " + vends + " vended");
    }
    return complaints;
  }
}
