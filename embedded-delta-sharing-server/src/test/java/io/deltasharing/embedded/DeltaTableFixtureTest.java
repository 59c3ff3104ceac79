/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.FloatType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaTableFixtureTest {

  private static final StructType ID_AND_DAY =
      new StructType().add("id", LongType.LONG).add("day", DateType.DATE);

  @TempDir Path directory;

  @Test
  void writesEveryType() throws IOException {
    StructType inner = new StructType().add("a", IntegerType.INTEGER).add("b", StringType.STRING);
    StructType schema =
        new StructType()
            .add("bool", BooleanType.BOOLEAN)
            .add("i8", ByteType.BYTE)
            .add("i16", ShortType.SHORT)
            .add("i32", IntegerType.INTEGER)
            .add("i64", LongType.LONG)
            .add("f32", FloatType.FLOAT)
            .add("f64", DoubleType.DOUBLE)
            .add("dec", new DecimalType(20, 3))
            .add("text", StringType.STRING)
            .add("bytes", BinaryType.BINARY)
            .add("day", DateType.DATE)
            .add("ts", TimestampType.TIMESTAMP)
            .add("ntz", TimestampNTZType.TIMESTAMP_NTZ)
            .add("list", new ArrayType(inner, true))
            .add("map", new MapType(StringType.STRING, LongType.LONG, true))
            .add("struct", inner);
    DeltaTableFixture table = DeltaTableFixture.create(directory, schema, List.of(), Map.of());
    Object[] nulls = new Object[schema.length()];
    table.append(
        List.of(
            new Object[] {
              true,
              (byte) 1,
              (short) 2,
              3,
              4L,
              5.5f,
              6.5,
              new BigDecimal("7.25"),
              "eight",
              new byte[] {9},
              LocalDate.of(1970, 1, 11),
              Instant.parse("1970-01-01T00:00:01.000002Z"),
              LocalDateTime.of(1969, 12, 31, 23, 59, 59),
              Arrays.asList(new Object[] {10, "x"}, null),
              Map.of("k", 11L),
              new Object[] {12, null}
            },
            nulls));
    List<List<@Nullable Object>> rows = new KernelRows(directory).read();
    assertThat(rows.get(0))
        .containsExactly(
            true,
            (byte) 1,
            (short) 2,
            3,
            4L,
            5.5f,
            6.5,
            new BigDecimal("7.250"),
            "eight",
            new byte[] {9},
            10,
            1_000_002L,
            -1_000_000L,
            Arrays.asList(List.of(10, "x"), null),
            List.of(List.of("k"), List.of(11L)),
            Arrays.asList(12, null));
    assertThat(rows.get(1)).hasSize(schema.length()).containsOnlyNulls();
  }

  @Test
  void writesAFileForEachPartitionValue() throws IOException {
    DeltaTableFixture table =
        DeltaTableFixture.create(directory, ID_AND_DAY, List.of("day"), Map.of());
    LocalDate first = LocalDate.ofEpochDay(1);
    table.append(
        List.of(new Object[] {1L, first}, new Object[] {2L, null}, new Object[] {3L, first}));
    KernelRows read = new KernelRows(directory);
    assertThat(read.files()).hasSize(2).anyMatch(path -> path.contains("day=1970-01-02"));
    assertThat(read.read())
        .containsExactlyInAnyOrder(List.of(1L, 1), Arrays.asList(2L, null), List.of(3L, 1));
  }

  @Test
  void commitsSeveralFilesAtOnce() throws IOException {
    DeltaTableFixture table = DeltaTableFixture.create(directory, ID_AND_DAY, List.of(), Map.of());
    long version =
        table.appendFiles(
            List.of(
                List.<Object[]>of(new Object[] {1L, null}),
                List.<Object[]>of(new Object[] {2L, null})));
    assertThat(version).isEqualTo(1).isEqualTo(table.latestVersion());
    assertThat(new KernelRows(directory).files()).hasSize(2);
  }

  @Test
  void writesTablesWithColumnMapping() throws IOException {
    StructType schema =
        new StructType()
            .add("with space", LongType.LONG)
            .add("part", StringType.STRING)
            .add("nested", new StructType().add("a b", IntegerType.INTEGER));
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory, schema, List.of("part"), Map.of("delta.columnMapping.mode", "name"));
    table.append(List.<Object[]>of(new Object[] {1L, "p", new Object[] {2}}));
    KernelRows read = new KernelRows(directory);
    assertThat(read.read()).containsExactly(List.of(1L, "p", List.of(2)));
    assertThat(read.snapshot().getProtocol().getMinReaderVersion()).isGreaterThan(1);
  }

  @Test
  void recordsStatisticsOfPhysicalColumns() throws IOException {
    StructType schema =
        new StructType()
            .add("id", LongType.LONG)
            .add("inner", new StructType().add("name", StringType.STRING))
            .add("flag", BooleanType.BOOLEAN);
    DeltaTableFixture table = DeltaTableFixture.create(directory, schema, List.of(), Map.of());
    table.append(
        List.of(
            new Object[] {7L, new Object[] {"b"}, true},
            new Object[] {3L, new Object[] {"a"}, null},
            new Object[] {null, null, false}));
    String commit = Files.readString(directory.resolve("_delta_log/00000000000000000001.json"));
    String stats =
        commit
            .lines()
            .filter(line -> line.contains("\"add\""))
            .map(
                line -> {
                  try {
                    return Json.parse(line).path("add").path("stats").asText();
                  } catch (JsonProcessingException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .findFirst()
            .orElseThrow();
    assertThat(Json.parse(stats))
        .isEqualTo(
            Json.parse(
                "{'numRecords':3,'minValues':{'id':3,'inner':{'name':'a'}},"
                    .concat("'maxValues':{'id':7,'inner':{'name':'b'}},")
                    .concat("'nullCount':{'id':1,'inner':{'name':1},'flag':1}}")
                    .replace('\'', '"')));
  }

  @Test
  void checkpointsTheLatestVersion() throws IOException {
    DeltaTableFixture table = DeltaTableFixture.create(directory, ID_AND_DAY, List.of(), Map.of());
    IntStream.range(0, 3)
        .forEach(i -> table.append(List.<Object[]>of(new Object[] {(long) i, null})));
    assertThat(table.checkpoint()).isEqualTo(3);
    table.append(List.<Object[]>of(new Object[] {3L, null}));
    try (Stream<Path> log = Files.list(directory.resolve("_delta_log"))) {
      assertThat(log.map(file -> file.getFileName().toString()))
          .contains("_last_checkpoint", "00000000000000000003.checkpoint.parquet");
    }
    assertThat(new KernelRows(directory).read()).hasSize(4);
  }

  @Test
  void namesTheColumnOfAWrongValue() {
    DeltaTableFixture table = DeltaTableFixture.create(directory, ID_AND_DAY, List.of(), Map.of());
    assertThatThrownBy(() -> table.append(List.<Object[]>of(new Object[] {1, null})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("id: long takes a Long, not a Integer");
    assertThat(table.latestVersion()).isZero();
  }
}
