/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.plan.PlanningException;
import java.util.concurrent.TimeUnit;

/**
 * The end of a read before a version that it cannot follow. It comes once all that precedes has
 * been emitted and a checkpoint holds that, so that a job which goes on from the checkpoint does so
 * at this version exactly. Coordinator thread only.
 */
final class Halt {
  /** Where no checkpoint comes there may be none at all: then nothing is kept by waiting. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final long NONE = -1;

  private final PlanningException reason;
  private long checkpoint = NONE;
  private long emittedSince = NONE;

  Halt(PlanningException reason) {
    this.reason = reason;
  }

  PlanningException reason() {
    return reason;
  }

  /** Notes whether all that precedes has been emitted now. */
  void emitted(boolean all, long nanos) {
    if (!all) {
      checkpoint = NONE;
      emittedSince = NONE;
    } else if (emittedSince == NONE) {
      emittedSince = nanos;
    }
  }

  /** Notes that a checkpoint begins. */
  void checkpointed(long id) {
    if (emittedSince != NONE && checkpoint == NONE) {
      checkpoint = id;
    }
  }

  /** Whether a checkpoint that is complete now holds all that precedes. */
  boolean isHeldBy(long completed) {
    return checkpoint != NONE && completed >= checkpoint;
  }

  boolean isOverdue(long nanos) {
    return emittedSince != NONE && nanos - emittedSince > PATIENCE_NANOS;
  }
}
