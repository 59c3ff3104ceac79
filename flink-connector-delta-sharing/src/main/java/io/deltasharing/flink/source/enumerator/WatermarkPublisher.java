/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.enumerator;

import io.deltasharing.flink.source.event.WatermarkAdvance;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.Collection;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Tells readers of the table's watermark as it advances, not more often than a reader's own
 * watermarks would come, and at once when all is read. Without a watermark's column it never knows
 * one. Coordinator thread only.
 */
final class WatermarkPublisher {
  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final SplitEnumeratorContext<?> context;
  private final ReaderAttempts attempts;
  private final LongSupplier nanoClock;
  private final TableWatermark watermark;

  /** Those that emit Flink's last watermark by themselves. */
  private final Set<Integer> ended = new HashSet<>();

  private long published = Long.MIN_VALUE;
  private long publishedAt;

  /**
   * @param newest how far the watermark had come by a checkpoint
   */
  WatermarkPublisher(
      SplitEnumeratorContext<?> context,
      ReaderAttempts attempts,
      LongSupplier nanoClock,
      long newest) {
    this.watermark = new TableWatermark(newest);
    this.context = context;
    this.attempts = attempts;
    this.nanoClock = nanoClock;
    this.publishedAt = nanoClock.getAsLong() - INTERVAL_NANOS;
  }

  void begun(int subtask, Collection<Long> restoredTimes) {
    watermark.begun(subtask, restoredTimes);
    anew(subtask);
  }

  void failed(int subtask) {
    watermark.failed(subtask);
    anew(subtask);
  }

  void assigned(int subtask, DeltaSharingSplit split) {
    watermark.assigned(subtask, split);
  }

  /**
   * Files were left out of a read that goes on: what comes after them is newer all the same.
   *
   * @param newest in microseconds; null if it is not known
   */
  void leftOut(@Nullable Long newest) {
    if (newest != null) {
      watermark.seen(newest);
    }
  }

  void requested(int subtask) {
    watermark.requested(subtask);
  }

  /** A subtask was told that there are no more splits. */
  void ended(int subtask) {
    ended.add(subtask);
  }

  /** What a checkpoint holds of it. */
  long newest() {
    return watermark.newest();
  }

  /** Sends what the watermark is now, if it has advanced. */
  void publish(SplitQueue queue) {
    long waiting = queue.oldest();
    OptionalLong now = watermark.millis(waiting, context.currentParallelism());
    if (now.isEmpty() || now.getAsLong() <= published) {
      return;
    }
    long nanos = nanoClock.getAsLong();
    if (nanos - publishedAt < INTERVAL_NANOS && !watermark.isAllEmitted(waiting)) {
      return;
    }
    published = now.getAsLong();
    publishedAt = nanos;
    attempts.tell(new WatermarkAdvance(published), subtask -> !ended.contains(subtask));
  }

  /** The next attempt has heard nothing yet, and what it reads again may be older. */
  private void anew(int subtask) {
    ended.remove(subtask);
    published = Long.MIN_VALUE;
    publishedAt = nanoClock.getAsLong() - INTERVAL_NANOS;
  }
}
