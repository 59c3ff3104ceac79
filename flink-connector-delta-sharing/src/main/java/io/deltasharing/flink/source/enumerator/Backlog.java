/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Tells Flink while old data is read, so that it may take checkpoints less often ({@code
 * execution.checkpointing.interval-during-backlog}). Coordinator thread only.
 */
final class Backlog {
  private final SplitEnumeratorContext<?> context;
  private final boolean told;
  private boolean reading;

  /**
   * @param told whether to tell at all: a bounded read is nothing but backlog
   */
  Backlog(SplitEnumeratorContext<?> context, boolean told) {
    this.context = context;
    this.told = told;
  }

  /**
   * @param more whether there may be more than was planned, besides the snapshot
   */
  void update(OpenTable opened, boolean more) {
    boolean now = !opened.isPlanned() && (opened.snapshot() != null || more);
    if (told && now != reading) {
      reading = now;
      context.setIsProcessingBacklog(now);
    }
  }
}
