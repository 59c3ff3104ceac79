/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.RowTracking;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.SplitFile;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetadataRowsTest {
  private static final long FIRST = 40;

  /** Rows that follow each other in a file. */
  private record Rows(List<RowData> rows) implements RowBatch {
    static Rows of(@Nullable Long[]... rows) {
      return new Rows(
          Arrays.stream(rows).map(it -> (RowData) GenericRowData.of((Object[]) it)).toList());
    }

    @Override
    public int size() {
      return rows.size();
    }

    @Override
    public RowData row(int index) {
      return rows.get(index);
    }

    @Override
    public long position(int index) {
      return FIRST + index;
    }
  }

  @Test
  void rowsThatWereMovedKeepWhatTheyHadAndOthersAreNumbered() {
    Rows read = Rows.of(row(1, 500, 5), row(2, null, null), row(3, null, 6), row(4, 501, null));
    assertThat(
            values(
                read,
                new RowTracking(1000, 9),
                MetadataColumn.ROW_ID,
                MetadataColumn.ROW_COMMIT_VERSION))
        .containsExactly(
            List.of(1L, 500L, 5L),
            List.of(2L, 1041L, 9L),
            List.of(3L, 1042L, 6L),
            List.of(4L, 501L, 9L));
  }

  @Test
  void whatTheLogDoesNotNumberIsNullUnlessTheFileKeepsIt() {
    Rows read = Rows.of(row(1, null, null), row(2, 7, 3));
    assertThat(values(read, null, MetadataColumn.ROW_ID, MetadataColumn.ROW_COMMIT_VERSION))
        .containsExactly(Arrays.asList(1L, null, null), List.of(2L, 7L, 3L));
  }

  @Test
  void columnsComeInTheOrderAskedForAmongOthers() {
    Rows read = Rows.of(row(1, 5, 500));
    assertThat(
            values(
                read,
                null,
                MetadataColumn.ROW_COMMIT_VERSION,
                MetadataColumn.ROW_INDEX,
                MetadataColumn.ROW_ID,
                MetadataColumn.COMMIT_VERSION))
        .containsExactly(List.of(1L, 5L, 40L, 500L, 8L));
  }

  @Test
  void withoutTrackedOnesAllThatWasReadIsProduced() {
    Rows read = Rows.of(row(1, 2, 3));
    assertThat(values(read, new RowTracking(7, 7), MetadataColumn.ROW_INDEX))
        .containsExactly(List.of(1L, 2L, 3L, 40L));
  }

  @Test
  void aLogThatLeavesNoNumbersIsNamed() {
    Rows read = Rows.of(row(1, (Long) null));
    assertThatThrownBy(
            () -> values(read, new RowTracking(Long.MAX_VALUE, 1), MetadataColumn.ROW_ID))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "The log gives the first row of 'a.parquet' the id 9223372036854775807, which leaves"
                + " none for its row 40. Tell the table's provider.");
  }

  private static @Nullable Long[] row(long id, @Nullable Number... kept) {
    @Nullable Long[] row = new @Nullable Long[kept.length + 1];
    row[0] = id;
    for (int i = 0; i < kept.length; i++) {
      Number number = kept[i];
      row[i + 1] = number == null ? null : Long.valueOf(number.longValue());
    }
    return row;
  }

  private static List<List<@Nullable Long>> values(
      Rows read, @Nullable RowTracking tracking, MetadataColumn... columns) {
    SplitFile file =
        new SplitFile(SplitOrigin.commit(8, 0), 1, Splits.file("a.parquet").with(tracking));
    MetadataRows rows = new MetadataRows(read, file, List.of(columns));
    List<List<@Nullable Long>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      RowData row = rows.row(i);
      List<@Nullable Long> values = new ArrayList<>();
      for (int field = 0; field < row.getArity(); field++) {
        values.add(row.isNullAt(field) ? null : Long.valueOf(row.getLong(field)));
      }
      all.add(values);
    }
    return all;
  }
}
