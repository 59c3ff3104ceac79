/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import io.deltasharing.flink.read.kernel.TableColumns;
import io.deltasharing.flink.testing.LogLines;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.logging.log4j.Level;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast reader does not know is read by Kernel's. */
class OtherReaderTest {
  private static final TestColumn DAYS =
      new TestColumn(
          "d",
          "%s int32 NAME (DATE)",
          "\"timestamp_ntz\"",
          random -> LocalDate.ofEpochDay(random.nextInt(20_000)),
          true);

  @Test
  void daysOfATableThatHasTimesNowAreReadByKernelWhichIsSaidOnce() throws IOException {
    WrittenFile file = written(100, DAYS);
    TableDefinition table = WrittenFile.table(file.columns());
    ParquetReader reader = reader(table, file);
    RowType type = ReadFile.rowType(table);
    List<List<@Nullable Object>> expected =
        file.rows().stream()
            .map(it -> List.<@Nullable Object>of(((LocalDate) it.get(0)).atStartOfDay()))
            .toList();
    try (LogLines log = LogLines.of(ParquetReader.class.getName(), Level.INFO)) {
      assertThat(ReadFile.rows(reader, file.bytes(), 0, type)).isEqualTo(expected);
      assertThat(ReadFile.rows(reader, file.bytes(), 60, type))
          .isEqualTo(expected.subList(60, expected.size()));
      assertThat(log.lines())
          .containsExactly(
              "'part-1.parquet' and files like it are read more slowly, by KernelFileReader: INT32"
                  + " (DATE) read as TIMESTAMP(6) is not decoded by the fast reader.");
    }
  }

  /** Kernel's reader would give a's values as those of b. */
  @Test
  void structsWithinMapsThatStandOtherwiseAreNotGivenToKernel() throws IOException {
    TestColumn map =
        new TestColumn(
            "m",
            "%s group NAME (MAP) { repeated group key_value { required int32 key; optional group"
                + " value { optional int32 a; optional int32 b; } } }",
            "{\"type\":\"map\",\"keyType\":\"integer\",\"valueType\":"
                + struct("b", "a")
                + ",\"valueContainsNull\":true}",
            random -> Map.of(1, List.of(2, 3)),
            true);
    assertThat(read(map)).isEqualTo(List.of(Map.of(1, List.of(3, 2))));
    assertThatThrownBy(() -> read(map, DAYS))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("INT32 (DATE) read as TIMESTAMP(6), which only Delta Kernel's")
        .hasMessageContaining("that mistakes the structs in column 'm'");
  }

  /** Kernel's reader would give null instead of a struct whose field is null. */
  @Test
  void structsWithoutAnyOfTheFieldsAreNotGivenToKernel() throws IOException {
    TestColumn struct =
        new TestColumn(
            "s", "%s group NAME { optional int32 a; }", struct("c"), random -> List.of(1), true);
    assertThat(read(struct)).isEqualTo(List.of(Collections.singletonList(null)));
    assertThatThrownBy(() -> read(struct, DAYS))
        .hasMessageContaining("that mistakes the structs in column 's'");
  }

  /** Kernel's reader would look for the element's fields further within. */
  @Test
  void listsThatStandOtherwiseAreNotGivenToKernel() throws IOException {
    TestColumn list =
        new TestColumn(
            "l",
            "%s group NAME (LIST) { repeated group item { optional group inner { optional int32 x;"
                + " } } }",
            "{\"type\":\"array\",\"elementType\":{\"type\":\"struct\",\"fields\":[{\"name\":"
                + "\"inner\",\"type\":"
                + struct("x")
                + ",\"nullable\":true,\"metadata\":{}}]},\"containsNull\":true}",
            random -> List.of(List.of(List.of(7))),
            true);
    assertThat(read(list)).isEqualTo(List.of(List.of(List.of(List.of(7)))));
    assertThatThrownBy(() -> read(DAYS, list))
        .hasMessageContaining("that mistakes the structs in column 'l'");
  }

  /** Kernel's reader knows today's calendar only. */
  @ParameterizedTest
  @ValueSource(strings = {"date", "timestamp_ntz"})
  void datesOfSpark2AreNotGivenToKernel(String type) throws IOException {
    TestColumn local =
        new TestColumn(
            "t",
            "%s int64 NAME (TIMESTAMP(MICROS,false))",
            "\"timestamp\"",
            random -> LocalDate.EPOCH.atStartOfDay(),
            true);
    TestColumn day =
        new TestColumn(
            "d", "%s int32 NAME (DATE)", '"' + type + '"', random -> LocalDate.EPOCH, true);
    WrittenFile file =
        WrittenFile.write(
            List.of(day, local),
            1,
            WrittenFile.Encoded.PLAIN,
            CompressionCodecName.SNAPPY,
            WrittenFile.Nulls.NEVER,
            WrittenFile.Sizes.ONE_PAGE,
            5,
            Map.of("org.apache.spark.version", "2.4.8"));
    TableDefinition table = WrittenFile.table(file.columns());
    ParquetReader reader = reader(table, file);
    RowType columns = ReadFile.rowType(table);
    assertThatThrownBy(() -> ReadFile.rows(reader, file.bytes(), 0, columns))
        .hasMessageContaining("part-1.parquet")
        .hasMessageContaining("INT64 (Timestamp")
        .hasMessageContaining(
            "old versions of Spark wrote dates and times, such as those in column 'd'");
  }

  private static String struct(String... fields) {
    return Stream.of(fields)
        .map(
            it ->
                "{\"name\":\"" + it + "\",\"type\":\"integer\",\"nullable\":true,\"metadata\":{}}")
        .collect(Collectors.joining(",", "{\"type\":\"struct\",\"fields\":[", "]}"));
  }

  /** The one row of a file with these columns. */
  private static List<@Nullable Object> read(TestColumn... columns) throws IOException {
    WrittenFile file = written(1, columns);
    TableDefinition table = WrittenFile.table(file.columns());
    return ReadFile.rows(reader(table, file), file.bytes(), 0, ReadFile.rowType(table)).get(0);
  }

  private static WrittenFile written(int rows, TestColumn... columns) throws IOException {
    return WrittenFile.write(
        List.of(columns),
        rows,
        WrittenFile.Encoded.PLAIN,
        CompressionCodecName.SNAPPY,
        WrittenFile.Nulls.NEVER,
        WrittenFile.Sizes.ONE_PAGE,
        5);
  }

  private static ParquetReader reader(TableDefinition table, WrittenFile file) {
    MemoryStorage storage = ReadFile.storage(file.bytes());
    RowType type = ReadFile.rowType(table);
    return new ParquetReader(
        storage,
        MemoryStorage.ROOT,
        TableColumns.of(table, type, "s.s.t"),
        ScanSettings.DEFAULT,
        () -> KernelFileReader.of(storage, MemoryStorage.ROOT, table, type, "s.s.t"));
  }
}
