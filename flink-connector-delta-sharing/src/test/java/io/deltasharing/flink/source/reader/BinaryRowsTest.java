/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.SplitFile;
import io.deltasharing.flink.source.split.SplitOrigin;
import io.deltasharing.flink.source.split.Splits;
import java.lang.reflect.Proxy;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

class BinaryRowsTest {
  private static final SplitFile FILE =
      new SplitFile(SplitOrigin.commit(3, 0), 0, Splits.file("a"));

  /** Of which each row is overwritten once it is released. */
  private static final class TwoRows implements RowBatch {
    private final GenericRowData[] rows = {
      GenericRowData.of(1L, StringData.fromString("longer than seven bytes")),
      GenericRowData.of(null, null)
    };

    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public RowData row(int index) {
      return rows[index];
    }

    @Override
    public long position(int index) {
      return 40L + index;
    }

    @Override
    public void release() {
      for (GenericRowData row : rows) {
        row.setField(0, -1L);
        row.setField(1, StringData.fromString("released"));
      }
    }
  }

  /** As ours are, of a class that Flink does not know. */
  private static ArrayData one(int element) {
    return (ArrayData)
        Proxy.newProxyInstance(
            BinaryRowsTest.class.getClassLoader(),
            new Class<?>[] {ArrayData.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "size" -> 1;
                  case "isNullAt" -> false;
                  case "getInt" -> element;
                  default -> throw new UnsupportedOperationException(method.toString());
                });
  }

  private static final class TwoArrays implements RowBatch {
    @Override
    public int size() {
      return 2;
    }

    @Override
    public RowData row(int index) {
      return GenericRowData.of(GenericRowData.of(one(index)));
    }

    @Override
    public long position(int index) {
      return index;
    }
  }

  /** As many rows that have one entry of a dictionary have it. */
  private static final class OneText implements RowBatch {
    private final StringData text = StringData.fromString("x".repeat(1 << 20));
    private int asked;
    private int released;

    @Override
    public int size() {
      return 100;
    }

    @Override
    public RowData row(int index) {
      asked++;
      return GenericRowData.of((long) index, text);
    }

    @Override
    public long position(int index) {
      return index;
    }

    @Override
    public void release() {
      released++;
    }
  }

  @Test
  void rowsThatShareALongTextAreNotAllWrittenAhead() {
    OneText read = new OneText();
    RowType type = RowType.of(new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH));
    RowBatch rows = RowForm.of(List.of(), type, true).writer().rows(read, FILE);
    assertThat(read.asked).as("some 16 MB").isBetween(15, 17);
    assertThat(read.released).isZero();

    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.row(i)).isInstanceOf(BinaryRowData.class);
      assertThat(rows.row(i).getLong(0)).isEqualTo(i);
    }
    RowData kept = rows.row(99);
    rows.row(98);
    assertThat(kept.getLong(0)).as("of its own").isEqualTo(99);
    rows.release();
    assertThat(read.released).isEqualTo(1);
  }

  @Test
  void copiesOfArraysLastWhateverFlinkMakesThem() {
    RowType type = RowType.of(RowType.of(new ArrayType(new IntType())));
    RowBatch rows = RowForm.of(List.of(), type, false).writer().rows(new TwoArrays(), FILE);
    RowDataSerializer serializer = new RowDataSerializer(type);

    RowData first = serializer.copy(rows.row(0));
    RowData second = serializer.copy(rows.row(1));

    assertThat(first.getRow(0, 1).getArray(0).getInt(0)).isEqualTo(0);
    assertThat(second.getRow(0, 1).getArray(0).getInt(0)).isEqualTo(1);
  }

  @Test
  void rowsStayAsTheyWereReadWhereNoCopyCouldChangeThem() {
    RowType type = RowType.of(new IntType(), new MapType(new IntType(), new IntType()));
    assertThat(RowForm.of(List.of(), type, false).binary()).isNull();
    assertThat(RowForm.of(List.of(), type, true).binary()).isEqualTo(type);
  }

  @Test
  void rowsAreAsTheyWereReadAndOutliveThem() {
    RowForm form =
        new RowForm(
            List.of(MetadataColumn.ROW_INDEX),
            RowType.of(
                new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH), new BigIntType()));
    RowBatch rows = form.writer().rows(new TwoRows(), FILE);

    assertThat(rows.size()).isEqualTo(2);
    assertThat(rows.row(0)).isInstanceOf(BinaryRowData.class);
    assertThat(rows.row(0).getLong(0)).isEqualTo(1);
    assertThat(rows.row(0).getString(1)).hasToString("longer than seven bytes");
    assertThat(rows.row(0).getLong(2)).isEqualTo(40);
    assertThat(rows.row(1).isNullAt(0)).isTrue();
    assertThat(rows.row(1).isNullAt(1)).isTrue();
    assertThat(rows.row(1).getLong(2)).isEqualTo(41);
    assertThat(rows.position(1)).isEqualTo(41);
  }
}
