/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.jspecify.annotations.Nullable;

/**
 * Watermarks from what the log says of files: when a file's first row is emitted, no row of it or
 * of what is planned behind it can be older. Task thread only.
 */
final class SourceWatermarks {
  private static final long UNKNOWN = Long.MIN_VALUE;

  /** What is left of the reader's splits. */
  private final Map<String, List<SplitFile>> remaining = new HashMap<>();

  private @Nullable ReaderOutput<?> output;
  private long last = Long.MIN_VALUE;

  /** Where watermarks go: not to a split's own output, which ends with the split. */
  void emitTo(ReaderOutput<?> newOutput) {
    output = newOutput;
  }

  void assigned(DeltaSharingSplit split) {
    remaining.put(split.splitId(), split.files());
  }

  /** Emits the watermark that holds now that a file's first row is about to be emitted. */
  void entering(DeltaSharingSplit left) {
    remaining.put(left.splitId(), left.files());
    long lowest =
        remaining.values().stream()
            .flatMap(List::stream)
            .mapToLong(it -> Objects.requireNonNullElse(it.watermark(), UNKNOWN))
            .min()
            .orElse(UNKNOWN);
    // Rows of that very time are still to come.
    if (lowest != UNKNOWN && lowest - 1 > last && output != null) {
      last = lowest - 1;
      output.emitWatermark(new Watermark(last));
    }
  }

  /** Without a split a reader must not hold back the watermarks of the others. */
  void finished(String splitId) {
    remaining.remove(splitId);
    if (remaining.isEmpty() && output != null) {
      output.markIdle();
    }
  }
}
