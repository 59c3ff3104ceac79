/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.junit.jupiter.api.Test;

class SourceWatermarksTest {
  private final SourceWatermarks watermarks = new SourceWatermarks();
  private final List<Long> emitted = new ArrayList<>();

  @Test
  void emitsTheNewestWhenThereIsAnOutput() {
    watermarks.advanceTo(10);
    watermarks.advanceTo(20);
    watermarks.emitTo(new Noted());
    assertThat(emitted).containsExactly(20L);
  }

  @Test
  void emitsOnceAndOnlyForwards() {
    watermarks.emitTo(new Noted());
    watermarks.advanceTo(20);
    watermarks.emitTo(new Noted());
    watermarks.advanceTo(10);
    watermarks.emitTo(new Noted());
    watermarks.advanceTo(30);
    watermarks.emitTo(new Noted());
    assertThat(emitted).containsExactly(20L, 30L);
  }

  @Test
  void remembersTheTimesOfWhatWasRestored() {
    watermarks.restored(split(30L));
    watermarks.restored(Splits.ofCommit(6, 1));
    assertThat(watermarks.restoredTimes()).containsExactly(30L, Long.MIN_VALUE);
  }

  private static DeltaSharingSplit split(long earliest) {
    return Splits.of(SplitOrigin.commit(6, 0), Splits.file("a").from(earliest), 0);
  }

  private final class Noted implements ReaderOutput<Object> {
    @Override
    public void emitWatermark(Watermark watermark) {
      emitted.add(watermark.getTimestamp());
    }

    @Override
    public void collect(Object row) {}

    @Override
    public void collect(Object row, long timestamp) {}

    @Override
    public void markIdle() {}

    @Override
    public void markActive() {}

    @Override
    public SourceOutput<Object> createOutputForSplit(String splitId) {
      return this;
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }
}
