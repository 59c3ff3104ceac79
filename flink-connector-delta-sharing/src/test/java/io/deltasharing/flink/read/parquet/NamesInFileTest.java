/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which column of a file is which of its table, if names differ in case only. */
class NamesInFileTest {

  @Test
  void aColumnIsFoundWhateverItsCase() throws IOException {
    WrittenFile file = written(numbers("Id"));
    assertThat(ReadFile.byOurs(table("ID"), file.bytes())).isEqualTo(file.rows());
  }

  @Test
  void aColumnThatFilesFromBeforeDoNotHaveIsNullWhateverIsSpelledAlike() throws IOException {
    WrittenFile file = written(numbers("id"));
    List<List<@Nullable Object>> expected =
        file.rows().stream().map(it -> Arrays.asList(null, it.get(0))).toList();
    assertThat(ReadFile.byOurs(table("ID", "id"), file.bytes())).isEqualTo(expected);
  }

  @Test
  void aColumnThatMayBeAnyOfTwoInTheTableIsRefused() throws IOException {
    WrittenFile file = written(numbers("Id"));
    assertThatThrownBy(() -> ReadFile.byOurs(table("ID", "id"), file.bytes()))
        .hasMessage(
            "'part-1.parquet' cannot be read: it has no column 'ID' but, differing in case only,"
                + " 'Id', while the table has 'id' as well: which column is which is not certain."
                + " Tell the table's provider.");
  }

  @Test
  void aColumnThatMayBeAnyOfTwoInTheFileIsRefused() throws IOException {
    WrittenFile file = written(numbers("Id"), numbers("id"));
    assertThatThrownBy(() -> ReadFile.byOurs(table("ID"), file.bytes()))
        .hasMessage(
            "'part-1.parquet' cannot be read: it has no column 'ID' but, differing in case only,"
                + " 'Id', 'id': which column is which is not certain. Tell the table's provider.");
  }

  @Test
  void theOtherReaderIsNotAskedForItDoesNotTellThemApart() throws IOException {
    TestColumn days =
        new TestColumn(
            "d",
            "%s int32 NAME (DATE)",
            "\"timestamp_ntz\"",
            random -> LocalDate.ofEpochDay(random.nextInt(20_000)),
            true);
    WrittenFile file = written(numbers("id"), days);
    TableDefinition table = WrittenFile.table(List.of(numbers("ID"), numbers("id"), days));
    MemoryStorage storage = ReadFile.storage(file.bytes());
    RowType type = ReadFile.rowType(table);
    ParquetReader reader =
        new ParquetReader(
            storage,
            MemoryStorage.ROOT,
            TableColumns.of(table, type, "s.s.t"),
            ScanSettings.DEFAULT,
            () -> KernelFileReader.of(storage, MemoryStorage.ROOT, table, type, "s.s.t"));
    assertThatThrownBy(() -> ReadFile.rows(reader, file.bytes(), 0, type))
        .hasMessage(
            "'part-1.parquet' cannot be read: it has INT32 (DATE) read as TIMESTAMP(6), which is"
                + " not decoded by the reader that tells names apart that differ in case only, such"
                + " as the table's 'ID'. Tell the table's provider.");
  }

  private static TestColumn numbers(String name) {
    return new TestColumn(name, "%s int64 NAME", "\"long\"", random -> random.nextLong(1000), true);
  }

  private static TableDefinition table(String... names) {
    return WrittenFile.table(Stream.of(names).map(NamesInFileTest::numbers).toList());
  }

  private static WrittenFile written(TestColumn... columns) throws IOException {
    return WrittenFile.write(
        List.of(columns),
        100,
        WrittenFile.Encoded.PLAIN,
        CompressionCodecName.SNAPPY,
        WrittenFile.Nulls.SOME,
        WrittenFile.Sizes.ONE_PAGE,
        5);
  }
}
