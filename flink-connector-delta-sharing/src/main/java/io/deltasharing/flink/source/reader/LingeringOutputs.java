/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/**
 * Keeps a split's output for a while after its end. Flink asks each output for its watermark at an
 * interval, 200 ms by default; a small file is read in less, and its watermark would go with its
 * output, unasked: in the tail none would ever come. Task thread only.
 */
final class LingeringOutputs<T> implements ReaderOutput<T> {
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Finished(String splitId, long at) {}

  private final ReaderOutput<T> output;
  private final LongSupplier nanoClock;
  private final Deque<Finished> finished = new ArrayDeque<>();

  LingeringOutputs(ReaderOutput<T> output, LongSupplier nanoClock) {
    this.output = output;
    this.nanoClock = nanoClock;
  }

  /** Lets go of those that have been asked. */
  void release() {
    long now = nanoClock.getAsLong();
    while (!finished.isEmpty() && now - finished.element().at() > LINGER_NANOS) {
      output.releaseOutputForSplit(finished.remove().splitId());
    }
  }

  @Override
  public SourceOutput<T> createOutputForSplit(String splitId) {
    finished.removeIf(it -> it.splitId().equals(splitId));
    return output.createOutputForSplit(splitId);
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    finished.add(new Finished(splitId, nanoClock.getAsLong()));
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
