/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks;

/**
 * What a scenario's first contender is to reach against the second, the peer; by CPU time and by
 * wall time alike where both are meant.
 */
public sealed interface Target {

  /** So many times as fast as the peer, by either time. */
  record TimesAsFast(double least) implements Target {}

  /** At most so many times the peer's time for each row that comes out, by either time. */
  record TimePerRow(double most) implements Target {}

  /** At most so many times the peer's CPU time. */
  record Cpu(double most) implements Target {}

  /** At most so many requests for each file besides one for each of its row groups. */
  record RequestsPerFile(int beyondRowGroups) implements Target {}
}
