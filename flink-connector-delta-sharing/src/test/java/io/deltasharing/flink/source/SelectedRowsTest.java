/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileFilter;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.PlanningException;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** What is left of files whose rows are not all needed. */
class SelectedRowsTest {
  private final List<String> opened = new ArrayList<>();

  @Test
  void readsThePartitionsThatSatisfyTheFilter() throws Exception {
    DataFileReader gate = gate();
    assertThat(rows(gate, file("wanted", "1"))).isEqualTo(6);
    assertThat(rows(gate, file("other", "2"))).isZero();
    assertThat(rows(gate, file("null", ""))).isZero();
    assertThat(opened).containsExactly("wanted");
  }

  @Test
  void refusesToGuess() {
    assertThatThrownBy(() -> gate().open(file("a.parquet", "one"), 0))
        .isInstanceOf(PlanningException.class)
        .hasMessage(
            "Whether rows of 'a.parquet' of s.d.t satisfy p = 1 cannot be told by its partition"
                + " {p=one}: a value is none of its column's type, or the table has other partition"
                + " columns now. Start the query again; if that does not help, tell the table's"
                + " provider.");
  }

  @Test
  void stopsWhenRowsAreEnough() throws Exception {
    DataFileReader limited = new LimitedFiles(this::open, 7);
    assertThat(rows(limited, file("a", ""))).isEqualTo(6);
    assertThat(rows(limited, file("b", ""))).as("one batch").isEqualTo(3);
    assertThat(rows(limited, file("c", ""))).isZero();
    assertThat(opened).containsExactly("a", "b");
  }

  @Test
  void estimatesRowsByTheWidthOfTheirColumns() {
    RowType columns = RowType.of(new BigIntType(), new BigIntType());
    assertThat(RowEstimate.rows(columns, OptionalLong.of(1_200))).hasValue(100);
    assertThat(RowEstimate.rows(columns, OptionalLong.of(-1))).isEmpty();
    assertThat(RowEstimate.rows(columns, OptionalLong.empty())).isEmpty();
    assertThat(RowEstimate.rows(RowType.of(), OptionalLong.of(5))).hasValue(5);
  }

  private DataFileReader gate() {
    TableDefinition table =
        new TableDefinition(
            "id",
            "{\"type\":\"struct\",\"fields\":[{\"name\":\"p\",\"type\":\"integer\","
                + "\"nullable\":true,\"metadata\":{}}]}",
            List.of("p"),
            "none");
    Predicate one =
        new Predicate.Comparison(
            Column.of("p"), Predicate.Operator.EQ, new Value.Whole(Value.Unit.NUMBER, 1));
    return new PartitionGate(this::open, FileFilter.of(one, table), "s.d.t");
  }

  private static DataFile file(String path, String partition) {
    return new DataFile(path, 1, Map.of("p", partition), null);
  }

  /** Two batches of three rows. */
  private FileRows open(DataFile file, FileSection section, long firstRow) {
    opened.add(file.path());
    return new FileRows() {
      private int batches;

      @Override
      public Optional<RowBatch> next() {
        return batches++ < 2 ? Optional.of(new ThreeRows()) : Optional.empty();
      }

      @Override
      public void close() {}
    };
  }

  private record ThreeRows() implements RowBatch {
    @Override
    public int size() {
      return 3;
    }

    @Override
    public RowData row(int index) {
      return GenericRowData.of(index);
    }

    @Override
    public long position(int index) {
      return index;
    }
  }

  private static int rows(DataFileReader reader, DataFile file) throws IOException {
    int count = 0;
    try (FileRows rows = reader.open(file, 0)) {
      for (Optional<RowBatch> next = rows.next(); next.isPresent(); next = rows.next()) {
        count += next.get().size();
      }
    }
    return count;
  }
}
