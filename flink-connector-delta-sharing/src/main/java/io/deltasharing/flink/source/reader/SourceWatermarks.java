/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;

/**
 * Emits the watermarks that the enumerator finds. They hold for the whole table, so that every
 * reader emits them, whether it has a split or not, and none is ever idle. Only when it is polled:
 * a reader that stopped for a savepoint still hears of watermarks, and windows that ended by them
 * would end once more in the job that goes on from there. Task thread only.
 */
final class SourceWatermarks {
  private final List<Long> restoredTimes = new ArrayList<>();
  private long newest = Long.MIN_VALUE;
  private long emitted = Long.MIN_VALUE;

  /** Notes a split that a checkpoint gave to the reader, which the enumerator knows nothing of. */
  void restored(DeltaSharingSplit split) {
    restoredTimes.add(split.earliest());
  }

  /** The oldest time in each of those, in the order in which they came. */
  List<Long> restoredTimes() {
    return restoredTimes;
  }

  /**
   * Notes a watermark.
   *
   * @param millis since the epoch; one that is not newer is passed over
   */
  void advanceTo(long millis) {
    newest = Math.max(newest, millis);
  }

  /**
   * Emits the newest watermark, once.
   *
   * @param output not a split's own, which ends with the split
   */
  void emitTo(ReaderOutput<?> output) {
    if (newest > emitted) {
      emitted = newest;
      output.emitWatermark(new Watermark(newest));
    }
  }
}
