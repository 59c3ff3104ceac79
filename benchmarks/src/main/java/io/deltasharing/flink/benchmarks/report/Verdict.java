/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.report;

import io.deltasharing.flink.benchmarks.Target;
import java.util.Locale;

/**
 * Whether a target was met.
 *
 * @param target in words
 * @param reached in the same terms
 */
public record Verdict(String target, double reached, boolean isMet) {

  /**
   * Judges.
   *
   * @param ours the figures of the contender that has the target
   * @param peer those of the contender that it is held against
   * @param layout of the files that were read
   */
  static Verdict of(Target target, Figures ours, Figures peer, FileLayout layout) {
    double wall = ours.wallMillis() / peer.wallMillis();
    double cpu = ours.cpuMillis() / peer.cpuMillis();
    if (target instanceof Target.TimesAsFast fast) {
      return atLeast("times as fast", Math.min(1 / wall, 1 / cpu), fast.least());
    }
    if (target instanceof Target.TimePerRow time) {
      double rows = (double) ours.rows() / peer.rows();
      return atMost("times the time per row", Math.max(wall, cpu) / rows, time.most());
    }
    if (target instanceof Target.Cpu most) {
      return atMost("times the CPU time", cpu, most.most());
    }
    if (target instanceof Target.RequestsPerFile requests) {
      double allowed = (double) layout.rowGroups() / layout.files() + requests.beyondRowGroups();
      return atMost("GETs per file", ours.requests() / layout.files(), allowed);
    }
    throw new IllegalArgumentException("an unknown target: " + target);
  }

  private static Verdict atLeast(String what, double reached, double least) {
    return new Verdict("at least " + number(least) + " " + what, reached, reached >= least);
  }

  private static Verdict atMost(String what, double reached, double most) {
    return new Verdict("at most " + number(most) + " " + what, reached, reached <= most);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", "");
  }
}
