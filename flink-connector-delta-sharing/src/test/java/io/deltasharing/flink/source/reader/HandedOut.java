/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.table.data.RowData;

/** An output that hands rows and watermarks to a test, of all splits, and forgets all else. */
record HandedOut(Consumer<RowData> taker, LongConsumer watermarks)
    implements ReaderOutput<RowData> {
  HandedOut(Consumer<RowData> taker) {
    this(taker, millis -> {});
  }

  @Override
  public void collect(RowData row) {
    taker.accept(row);
  }

  @Override
  public void collect(RowData row, long timestamp) {
    collect(row);
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    watermarks.accept(watermark.getTimestamp());
  }

  @Override
  public void markIdle() {}

  @Override
  public void markActive() {}

  @Override
  public SourceOutput<RowData> createOutputForSplit(String splitId) {
    return this;
  }

  @Override
  public void releaseOutputForSplit(String splitId) {}
}
