/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BinaryType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.ByteType;
import io.delta.kernel.types.DataType;
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
import io.deltasharing.embedded.EmbeddedDeltaSharingExtension;
import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.types.SchemaMismatchException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as they were written, after the way over the log, the store and the reader. */
class KernelFileReaderITCase {
  private static final StructType ID_AND_NAME =
      new StructType().add("id", LongType.LONG).add("name", StringType.STRING);

  @RegisterExtension
  static final EmbeddedDeltaSharingExtension SERVER =
      EmbeddedDeltaSharingExtension.of(builder -> {});

  @TempDir Path directory;
  private int tables;

  private final List<SharedFixture> opened = new ArrayList<>();

  @AfterEach
  void closeStorage() {
    opened.forEach(SharedFixture::close);
  }

  @Test
  void readsNumbers() throws Exception {
    roundTrip(
        new StructType()
            .add("bool", BooleanType.BOOLEAN)
            .add("i8", ByteType.BYTE)
            .add("i16", ShortType.SHORT)
            .add("i32", IntegerType.INTEGER)
            .add("i64", LongType.LONG)
            .add("f32", FloatType.FLOAT)
            .add("f64", DoubleType.DOUBLE),
        row(
            true,
            Byte.MAX_VALUE,
            Short.MAX_VALUE,
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Float.MAX_VALUE,
            Double.MAX_VALUE),
        row(
            false,
            Byte.MIN_VALUE,
            Short.MIN_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Float.MIN_VALUE,
            -Double.MIN_VALUE),
        row(true, (byte) 0, (short) 0, 0, 0L, Float.NaN, Double.NEGATIVE_INFINITY),
        row(null, null, null, null, null, null, null));
  }

  @Test
  void readsDecimalsOfEveryWidth() throws Exception {
    roundTrip(
        new StructType()
            .add("d1", new DecimalType(1, 0))
            .add("d9", new DecimalType(9, 2))
            .add("d18", new DecimalType(18, 18))
            .add("d19", new DecimalType(19, 0))
            .add("d38", new DecimalType(38, 10)),
        row(
            new BigDecimal("9"),
            new BigDecimal("9999999.99"),
            new BigDecimal("0.999999999999999999"),
            new BigDecimal("9999999999999999999"),
            new BigDecimal("9999999999999999999999999999.9999999999")),
        row(
            new BigDecimal("-9"),
            new BigDecimal("-9999999.99"),
            new BigDecimal("-0.000000000000000001"),
            new BigDecimal("-9999999999999999999"),
            new BigDecimal("-0.0000000001")),
        row(null, null, null, null, null));
  }

  @Test
  void refusesAPartOfAStructWithinAMap() throws Exception {
    StructType pair = new StructType().add("a", LongType.LONG).add("b", LongType.LONG);
    SharedFixture shared =
        create(
            new StructType().add("m", new MapType(StringType.STRING, pair, true)),
            List.of(),
            Map.of());
    shared.table.append(List.<Object[]>of(row(Map.of("k", new Object[] {1L, 2L}))));
    DataTypes.Field a = DataTypes.FIELD("a", DataTypes.BIGINT());
    DataTypes.Field b = DataTypes.FIELD("b", DataTypes.BIGINT());

    shared.read(mapOf(a, b));
    for (RowType columns : List.of(mapOf(b), mapOf(b, a))) {
      assertThatThrownBy(() -> shared.kernelReader(columns))
          .isInstanceOf(SchemaMismatchException.class)
          .hasMessageContaining("column 'm'")
          .hasMessageEndingWith("declare all of their fields, in this order: a, b.");
    }
  }

  private static RowType mapOf(DataTypes.Field... fields) {
    return columns(DataTypes.FIELD("m", DataTypes.MAP(DataTypes.STRING(), DataTypes.ROW(fields))));
  }

  @Test
  void readsTimesBeforeAndAfterTheEpoch() throws Exception {
    roundTrip(
        new StructType()
            .add("day", DateType.DATE)
            .add("ts", TimestampType.TIMESTAMP)
            .add("ntz", TimestampNTZType.TIMESTAMP_NTZ),
        row(
            LocalDate.of(1969, 12, 31),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalDateTime.parse("1969-12-31T23:59:59.000001")),
        row(
            LocalDate.of(1, 1, 1),
            Instant.parse("1700-01-01T00:00:00.000001Z"),
            LocalDateTime.parse("1700-01-01T00:00:00")),
        row(
            LocalDate.of(9999, 12, 31),
            Instant.parse("2262-01-01T23:59:59.999999Z"),
            LocalDateTime.parse("2262-01-01T23:59:59.999999")),
        row(null, null, null));
  }

  @Test
  void readsTextsAndBytes() throws Exception {
    roundTrip(
        new StructType().add("text", StringType.STRING).add("bytes", BinaryType.BINARY),
        row("", new byte[0]),
        row("ü𝄞\u0000\n", new byte[] {0, -1, 127, -128}),
        row("x".repeat(100_000), new byte[100_000]),
        row(null, null));
  }

  @Test
  void readsNestedValuesWithNullsAtEveryLevel() throws Exception {
    StructType point = new StructType().add("x", IntegerType.INTEGER).add("y", StringType.STRING);
    Map<Object, @Nullable Object> withNull = new LinkedHashMap<>();
    withNull.put("a", row(1, "one"));
    withNull.put("b", null);
    roundTrip(
        new StructType()
            .add("struct", new StructType().add("p", point).add("day", DateType.DATE))
            .add("list", new ArrayType(new ArrayType(point, true), true))
            .add("map", new MapType(StringType.STRING, point, true))
            .add("days", new MapType(DateType.DATE, new ArrayType(LongType.LONG, true), true)),
        row(
            row(row(1, "one"), LocalDate.of(2026, 1, 1)),
            Arrays.asList(Arrays.asList(row(1, null), null), List.of(), null),
            withNull,
            Map.of(LocalDate.of(1969, 1, 1), Arrays.asList(1L, null))),
        row(row(null, null), List.of(), Map.of(), Map.of(LocalDate.of(1970, 1, 1), List.of())),
        row(
            row(row(null, null), null),
            Arrays.asList(new Object[] {null}),
            Map.of(),
            Collections.singletonMap(LocalDate.of(1970, 1, 2), null)),
        row(null, null, null, null));
  }

  @Test
  void readsPartitionColumns() throws Exception {
    StructType schema = new StructType().add("id", LongType.LONG);
    List<DataType> types =
        List.of(
            BooleanType.BOOLEAN,
            ByteType.BYTE,
            ShortType.SHORT,
            IntegerType.INTEGER,
            LongType.LONG,
            FloatType.FLOAT,
            DoubleType.DOUBLE,
            new DecimalType(20, 3),
            StringType.STRING,
            DateType.DATE,
            TimestampType.TIMESTAMP,
            TimestampNTZType.TIMESTAMP_NTZ);
    List<String> partitions = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      partitions.add("p" + i);
      schema = schema.add("p" + i, types.get(i));
    }
    Object[] nulls = new Object[schema.length()];
    nulls[0] = 3L;
    assertRoundTrip(
        create(schema, partitions, Map.of()),
        row(
            1L,
            true,
            (byte) -1,
            (short) 2,
            -3,
            4L,
            5.5f,
            -6.5,
            new BigDecimal("12345678901234567.890"),
            "text",
            LocalDate.of(1969, 12, 31),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalDateTime.parse("2026-03-29T02:30:00.000001")),
        nulls);
  }

  @Test
  void readsPartitionValuesOfAllCharacters() throws Exception {
    StructType schema = new StructType().add("id", LongType.LONG).add("p", StringType.STRING);
    List<Object[]> rows = new ArrayList<>();
    for (String value :
        List.of(
            "a b", "50%", "%20", "a/b", "1+1", "ü𝄞", "a=b", "x:/y", "#?&", "..", "'\"", "\\", "{}",
            "tab\t")) {
      rows.add(row((long) rows.size(), value));
    }
    rows.add(row(-1L, null));
    assertRoundTrip(create(schema, List.of("p"), Map.of()), rows.toArray(Object[][]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "id"})
  void readsTablesWithColumnMapping(String mode) throws Exception {
    StructType schema =
        new StructType()
            .add("with space", LongType.LONG)
            .add("part", StringType.STRING)
            .add("nested", new StructType().add("a,b", IntegerType.INTEGER));
    SharedFixture shared =
        create(schema, List.of("part"), Map.of("delta.columnMapping.mode", mode));
    assertRoundTrip(
        shared, row(1L, "p q", row(2)), row(2L, "ü", row((Object) null)), row(3L, null, null));
    assertThat(
            shared.read(
                columns(
                    DataTypes.FIELD("part", DataTypes.STRING()),
                    DataTypes.FIELD(
                        "NESTED", DataTypes.ROW(DataTypes.FIELD("A,B", DataTypes.INT()))))))
        .containsExactlyInAnyOrder(
            List.of("p q", List.of(2)),
            Arrays.asList("ü", Collections.singletonList(null)),
            Arrays.asList(null, null));
  }

  @Test
  void readsDeclaredColumnsOnlyAndInDeclaredOrder() throws Exception {
    StructType schema =
        new StructType()
            .add("a", LongType.LONG)
            .add("p", StringType.STRING)
            .add(
                "b",
                new StructType()
                    .add("x", LongType.LONG)
                    .add("y", LongType.LONG)
                    .add("z", LongType.LONG))
            .add("c", StringType.STRING);
    SharedFixture shared = create(schema, List.of("p"), Map.of());
    shared.table.append(List.<Object[]>of(row(1L, "q", row(2L, 3L, 4L), "five")));
    assertThat(
            shared.read(
                columns(
                    DataTypes.FIELD("c", DataTypes.STRING()),
                    DataTypes.FIELD("P", DataTypes.STRING()),
                    DataTypes.FIELD(
                        "b",
                        DataTypes.ROW(
                            DataTypes.FIELD("z", DataTypes.BIGINT()),
                            DataTypes.FIELD("X", DataTypes.BIGINT()))))))
        .containsExactly(List.of("five", "q", List.of(4L, 2L)));
  }

  @Test
  void countsRowsWithoutColumns() throws Exception {
    SharedFixture shared = create(ID_AND_NAME, List.of(), Map.of());
    shared.table.append(ids(0, 3000));
    assertThat(shared.read(columns())).hasSize(3000).containsOnly(List.of());
  }

  @Test
  void readsPartitionColumnsWithoutOthers() throws Exception {
    SharedFixture shared = create(ID_AND_NAME, List.of("name"), Map.of());
    shared.table.append(List.of(row(1L, "a"), row(2L, "b"), row(3L, "a")));
    assertThat(shared.read(columns(DataTypes.FIELD("name", DataTypes.STRING()))))
        .containsExactlyInAnyOrder(List.of("a"), List.of("b"), List.of("a"));
  }

  @Test
  void beginsAtAPosition() throws Exception {
    SharedFixture shared = create(ID_AND_NAME, List.of(), Map.of());
    shared.table.append(ids(0, 5000));
    DataFile file = shared.files().get(0);
    assertThat(shared.positions(file, 0))
        .containsExactlyElementsOf(LongStream.range(0, 5000).boxed().toList());
    for (long first : new long[] {1, 1023, 1024, 4999}) {
      assertThat(shared.read(file, first, columns(DataTypes.FIELD("id", DataTypes.BIGINT()))))
          .hasSize((int) (5000 - first))
          .startsWith(List.of(first))
          .endsWith(List.of(4999L));
      assertThat(shared.positions(file, first)).startsWith(first);
    }
    assertThat(shared.positions(file, 5000)).isEmpty();
    assertThat(shared.positions(file, 5001)).isEmpty();
  }

  @Test
  void namesAFileThatIsGone() throws Exception {
    SharedFixture shared = create(ID_AND_NAME, List.of(), Map.of());
    shared.table.append(ids(0, 1));
    DataFile file = shared.files().get(0);
    Files.delete(shared.table.directory().resolve(file.path()));
    assertThatThrownBy(() -> shared.positions(file, 0))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessage(
            "'s3://embedded-delta-sharing/s/d/"
                + shared.table.directory().getFileName()
                + "/"
                + file.path()
                + "' does not exist any more: it was probably removed by a VACUUM.");
  }

  @Test
  void namesAFileThatIsNoParquet() throws Exception {
    SharedFixture shared = create(ID_AND_NAME, List.of(), Map.of());
    shared.table.append(ids(0, 1));
    DataFile file = shared.files().get(0);
    Files.write(shared.table.directory().resolve(file.path()), new byte[(int) file.size()]);
    assertThatThrownBy(() -> shared.positions(file, 0))
        .isInstanceOf(IOException.class)
        .hasMessageMatching(
            "'\\Q"
                + file.path()
                + "\\E' cannot be read: .* is not a Parquet file\\. Expected magic number at tail,"
                + " but found \\[0, 0, 0, 0]");
  }

  private void roundTrip(StructType schema, Object[]... rows) throws Exception {
    assertRoundTrip(create(schema, List.of(), Map.of()), rows);
  }

  private static void assertRoundTrip(SharedFixture shared, Object[]... rows) throws Exception {
    shared.table.append(Arrays.asList(rows));
    List<@Nullable Object> written = new ArrayList<>();
    for (Object[] row : rows) {
      written.add(RowValues.written(row));
    }
    assertThat(new ArrayList<@Nullable Object>(shared.readAll()))
        .containsExactlyInAnyOrderElementsOf(written);
  }

  private SharedFixture create(
      StructType schema, List<String> partitionColumns, Map<String, String> properties)
      throws Exception {
    EmbeddedDeltaSharingServer server = SERVER.server();
    // The name is unique to the server, for it becomes the table's.
    Path table = directory.resolve("t" + System.identityHashCode(this) + "_" + tables++);
    SharedFixture shared =
        SharedFixture.create(server, table, schema, partitionColumns, properties);
    opened.add(shared);
    return shared;
  }

  private static RowType columns(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }

  private static Object[] row(@Nullable Object... values) {
    return values;
  }

  private static List<Object[]> ids(long from, long to) {
    List<Object[]> rows = new ArrayList<>();
    for (long id = from; id < to; id++) {
      rows.add(row(id, "name " + id));
    }
    return rows;
  }
}
