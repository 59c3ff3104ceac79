/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.DeltaSharingSplitState;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.Test;

/** Rows are emitted several in a step, and yet each for itself. */
class RowRunTest {
  private static final int ROWS = 40;

  private final DeltaSharingSplitState split =
      new DeltaSharingSplitState(Splits.of(SplitOrigin.snapshot(1, 0), Splits.file("a"), 0));

  private final List<Long> rows = new ArrayList<>();

  /** Where the split stands while each row is emitted. */
  private final List<Long> positions = new ArrayList<>();

  private final HandedOut output =
      new HandedOut(
          row -> {
            rows.add(row.getLong(0));
            positions.add(split.toSplit().position());
          });

  private final SimpleCounter rowsIn = new SimpleCounter();

  @Test
  void emitsAllRowsAFewInAStep() {
    assertThat(emitted()).containsExactly(16, 32, 40);
    assertThat(rows).isEqualTo(LongStream.range(0, ROWS).mapToObj(it -> it * 2).toList());
  }

  /** As Flink counts one for each step. */
  @Test
  void countsEachRow() {
    long steps = emitted().size();
    assertThat(rowsIn.getCount() + steps).isEqualTo(ROWS);
  }

  /** A checkpoint in the middle of a step begins again with the row that was being emitted. */
  @Test
  void movesThePositionBehindEachRow() {
    emitted();
    List<Long> behindTheOneBefore = new ArrayList<>(List.of(0L));
    LongStream.range(0, ROWS - 1).forEach(it -> behindTheOneBefore.add(it * 2 + 1));
    assertThat(positions).isEqualTo(behindTheOneBefore);
    assertThat(split.toSplit().position()).isEqualTo((ROWS - 1) * 2 + 1);
  }

  /** How many rows were emitted after each step. */
  private List<Integer> emitted() {
    FetchedRows fetched = FetchedRows.of("split", 0, new EveryOther(ROWS));
    RowEmitter emitter = new RowEmitter(rowsIn);
    List<Integer> emitted = new ArrayList<>();
    assertThat(fetched.nextSplit()).isEqualTo("split");
    for (RowRun run = fetched.nextRecordFromSplit();
        run != null;
        run = fetched.nextRecordFromSplit()) {
      emitter.emitRecord(run, output, split);
      emitted.add(rows.size());
    }
    return emitted;
  }

  /** Every other row of a file. */
  private record EveryOther(int size) implements RowBatch {
    @Override
    public RowData row(int index) {
      return GenericRowData.of(position(index));
    }

    @Override
    public long position(int index) {
      return index * 2L;
    }
  }
}
