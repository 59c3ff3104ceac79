/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

import io.deltasharing.flink.e2e.scenario.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Faults in an order that a seed decides: rounds of all kinds, each round shuffled. */
final class FaultPlan {
  /** As often as each kind has to come. */
  private static final int ROUNDS = 2;

  private final Random random;
  private final Deque<Fault> next = new ArrayDeque<>();
  private int rounds;

  FaultPlan(long seed) {
    random = new Random(seed);
  }

  /** Whether every kind came often enough. */
  boolean isComplete() {
    return rounds >= ROUNDS && next.isEmpty();
  }

  Fault next() {
    if (next.isEmpty()) {
      List<Fault> round = new ArrayList<>(List.of(Fault.values()));
      Collections.shuffle(round, random);
      next.addAll(round);
      rounds++;
    }
    return next.remove();
  }
}
