/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Keeps the output of a split that had rows until the next one's begins. Flink asks each output for
 * its watermark at an interval, 200 ms by default; a small file is read in less, and its watermark
 * would go with its output, unasked: in the tail none would ever come. One that stayed longer would
 * hold back those that follow; and so would that of a split without rows, which Flink makes when
 * the split is assigned, and which never has a watermark. Task thread only.
 */
final class LingeringOutputs<T> implements ReaderOutput<T> {
  private final ReaderOutput<T> output;
  private final Set<String> begun = new HashSet<>();
  private final Set<String> finished = new LinkedHashSet<>();

  LingeringOutputs(ReaderOutput<T> output) {
    this.output = output;
  }

  @Override
  public SourceOutput<T> createOutputForSplit(String splitId) {
    SourceOutput<T> created = output.createOutputForSplit(splitId);
    begun.add(splitId);
    finished.remove(splitId);
    finished.forEach(output::releaseOutputForSplit);
    finished.clear();
    return created;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    if (begun.remove(splitId)) {
      finished.add(splitId);
    } else {
      output.releaseOutputForSplit(splitId);
    }
  }

  @Override
  public void collect(T row) {
    output.collect(row);
  }

  @Override
  public void collect(T row, long timestamp) {
    output.collect(row, timestamp);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    output.emitWatermark(watermark);
  }

  @Override
  public void markIdle() {
    output.markIdle();
  }

  @Override
  public void markActive() {
    output.markActive();
  }
}
