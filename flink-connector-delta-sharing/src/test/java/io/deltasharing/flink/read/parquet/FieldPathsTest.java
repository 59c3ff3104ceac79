/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.FieldPaths;
import io.deltasharing.flink.read.kernel.KernelFileReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fields within structs, as both readers produce them. */
class FieldPathsTest {
  private static final int ROWS = 300;

  /** Those that Kernel reads, among them structs in structs, with arrays and maps. */
  private static final List<TestColumn> COLUMNS =
      Stream.concat(
              TestColumns.nested().stream().filter(TestColumn::isReadByKernel),
              TestColumns.flat().stream().filter(TestColumn::isReadByKernel).limit(3))
          .toList();

  @Test
  void bothReadersProduceFieldsWithinStructs() throws IOException {
    Random random = new Random(3);
    for (WrittenFile.Nulls nulls : WrittenFile.Nulls.values()) {
      WrittenFile file =
          WrittenFile.write(
              COLUMNS,
              ROWS,
              WrittenFile.Encoded.DICTIONARY,
              CompressionCodecName.SNAPPY,
              nulls,
              WrittenFile.Sizes.MANY_PAGES,
              1);
      for (int i = 0; i < 5; i++) {
        check(file, WrittenFile.table(COLUMNS), random, nulls.toString());
      }
    }
  }

  @Test
  void aStructThatTheFileDoesNotHaveIsNullWithAllItsFields() throws IOException {
    List<TestColumn> few = COLUMNS.stream().filter(it -> it.name().equals("bool")).toList();
    WrittenFile file =
        WrittenFile.write(
            few,
            ROWS,
            WrittenFile.Encoded.PLAIN,
            CompressionCodecName.SNAPPY,
            WrittenFile.Nulls.NEVER,
            WrittenFile.Sizes.ONE_PAGE,
            1);
    check(file, WrittenFile.table(COLUMNS), new Random(4), "without structs");
  }

  private static void check(WrittenFile file, TableDefinition table, Random random, String form)
      throws IOException {
    RowType type = ReadFile.rowType(table);
    List<List<Integer>> paths = new ArrayList<>(paths(type));
    Collections.shuffle(paths, random);
    FieldPaths some = new FieldPaths(paths.subList(0, paths.size() / 2));
    MemoryStorage storage = ReadFile.storage(file.bytes());
    DataFile data = ReadFile.file(file.bytes());
    List<List<@Nullable Object>> expected = new ArrayList<>();
    ParquetReader ours = ReadFile.ours(table, storage, ScanSettings.DEFAULT);
    for (List<@Nullable Object> row : ReadFile.rows(ours.open(data, 0), 0, type)) {
      expected.add(some.paths().stream().map(it -> at(row, it)).toList().stream().toList());
    }
    assertThat(ReadFile.rows(ours.producing(some).open(data, 0), 0, some.of(type)))
        .as("%s %s", form, some)
        .isEqualTo(expected);
    KernelFileReader kernel = KernelFileReader.of(storage, MemoryStorage.ROOT, table, type, "t");
    assertThat(ReadFile.rows(kernel.producing(some).open(data, 0), 0, some.of(type)))
        .as("by Kernel, %s %s", form, some)
        .isEqualTo(expected);
  }

  /** Of all columns, and of all fields of structs. */
  private static List<List<Integer>> paths(RowType type) {
    List<List<Integer>> paths = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      int column = i;
      paths.add(List.of(column));
      LogicalType field = type.getTypeAt(column);
      if (field instanceof RowType struct) {
        paths(struct)
            .forEach(
                it ->
                    paths.add(
                        IntStream.concat(IntStream.of(column), it.stream().mapToInt(step -> step))
                            .boxed()
                            .toList()));
      }
    }
    return paths;
  }

  private static @Nullable Object at(List<@Nullable Object> row, List<Integer> path) {
    Object value = row.get(path.get(0));
    return value == null || path.size() == 1
        ? value
        : at((List<@Nullable Object>) value, path.subList(1, path.size()));
  }
}
