/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.read.RowRangeReader;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file of ten row groups, read section by section. */
class FileSectionTest {
  private static final int ROWS = 500;
  private static final int ROWS_OF_A_GROUP = 53;

  /** Read by both readers. */
  private static final List<TestColumn> COLUMNS =
      TestColumns.flat().stream().filter(it -> it.name().equals("i32")).toList();

  private WrittenFile written;

  @BeforeEach
  void write() throws IOException {
    written =
        WrittenFile.write(
            COLUMNS,
            ROWS,
            WrittenFile.Encoded.PLAIN,
            CompressionCodecName.SNAPPY,
            WrittenFile.Nulls.SOME,
            WrittenFile.Sizes.MANY_GROUPS,
            1);
  }

  @Test
  void eachRowGroupIsInOneSection() throws IOException {
    eachRowGroupIsInOneSection(fast());
  }

  @Test
  void theFallbackReadsTheSameRows() throws IOException {
    eachRowGroupIsInOneSection(passesOn());
    for (FileSection section : sections(7)) {
      assertThat(positions(passesOn(), section, 0)).isEqualTo(positions(fast(), section, 0));
    }
  }

  /** The footer takes up much of so small a file: the last of more sections has no row group. */
  @Test
  void aPositionIsCountedFromTheBeginningOfTheFile() throws IOException {
    for (DataFileReader reader : List.of(fast(), passesOn())) {
      for (FileSection section : sections(2)) {
        List<Long> all = positions(reader, section, 0);
        long middle = all.get(all.size() / 2);
        assertThat(positions(reader, section, middle))
            .containsExactlyElementsOf(all.subList(all.size() / 2, all.size()));
      }
    }
  }

  private void eachRowGroupIsInOneSection(DataFileReader reader) throws IOException {
    for (int count = 1; count < 40; count++) {
      List<Long> positions = new ArrayList<>();
      for (FileSection section : sections(count)) {
        List<Long> ofSection = positions(reader, section, 0);
        assertThat(ofSection).allSatisfy(it -> assertThat(it).isBetween(0L, ROWS - 1L));
        assertThat(ofSection.size() % ROWS_OF_A_GROUP).isIn(0, ROWS % ROWS_OF_A_GROUP);
        positions.addAll(ofSection);
      }
      assertThat(positions)
          .as("%d sections", count)
          .containsExactlyElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }
  }

  private List<FileSection> sections(int count) {
    long each = written.bytes().length / count;
    List<FileSection> sections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sections.add(new FileSection(i * each, i == count - 1 ? Long.MAX_VALUE : (i + 1) * each));
    }
    return sections;
  }

  private DataFileReader fast() {
    return reader(WrittenFile.table(COLUMNS), kernel());
  }

  /** By a table whose column is of a type that this file does not have in a form that is known. */
  private DataFileReader passesOn() {
    TestColumn column = COLUMNS.get(0);
    TableDefinition table = WrittenFile.table(COLUMNS);
    String schema = table.schemaJson().replace("\"integer\"", "\"binary\"");
    assertThat(schema).as(column.name()).isNotEqualTo(table.schemaJson());
    return reader(
        new TableDefinition(
            table.tableId(), schema, table.partitionColumns(), table.columnMappingMode()),
        kernel());
  }

  private RowRangeReader kernel() {
    TableDefinition table = WrittenFile.table(COLUMNS);
    return KernelFileReader.of(
        ReadFile.storage(written.bytes()),
        MemoryStorage.ROOT,
        table,
        ReadFile.rowType(table),
        "s.s.t");
  }

  private DataFileReader reader(TableDefinition table, RowRangeReader fallback) {
    RowType type = ReadFile.rowType(table);
    return new ParquetReader(
        ReadFile.storage(written.bytes()),
        MemoryStorage.ROOT,
        TableColumns.of(table, type, "s.s.t"),
        ScanSettings.DEFAULT,
        () -> fallback);
  }

  private List<Long> positions(DataFileReader reader, FileSection section, long firstRow)
      throws IOException {
    List<Long> positions = new ArrayList<>();
    DataFile file = ReadFile.file(written.bytes());
    try (FileRows rows = reader.open(file, section, firstRow)) {
      for (Optional<RowBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
        for (int i = 0; i < batch.get().size(); i++) {
          positions.add(batch.get().position(i));
        }
      }
    }
    return positions;
  }
}
