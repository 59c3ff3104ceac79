/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.read.parquet.WrittenFile.Encoded;
import io.deltasharing.flink.read.parquet.WrittenFile.Nulls;
import io.deltasharing.flink.read.parquet.WrittenFile.Sizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type in every form, encoding and compression, with every distribution of nulls and sizes:
 * read as it was written, and as Kernel and parquet-java read it.
 */
class ParquetReaderDifferentialTest {
  private static final List<CompressionCodecName> CODECS =
      List.of(
          CompressionCodecName.UNCOMPRESSED,
          CompressionCodecName.SNAPPY,
          CompressionCodecName.GZIP,
          CompressionCodecName.ZSTD,
          CompressionCodecName.LZ4_RAW,
          CompressionCodecName.LZ4);

  /**
   * Kernel and parquet-java read one of so many files: it takes ten times as long. No divisor of
   * how many forms of one kind there are, so that all kinds are among them.
   */
  private static final int KERNEL_READS = Integer.getInteger("differential.kernel.every", 11);

  private static final ScanSettings SMALL_READS = new ScanSettings(64, 0, 128, 0, 1 << 20);

  /** More than one row group of DuckDB's, which have 2048 rows at least. */
  private static final int ROWS_OF_OTHERS = 2100;

  private static final List<Nulls> NULLS_OF_OTHERS = List.of(Nulls.NEVER, Nulls.SOME, Nulls.RUNS);

  private final AtomicInteger files = new AtomicInteger();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong mismatches = new AtomicLong();

  /** A file for parquet-java to write. */
  private record Form(
      int number,
      List<TestColumn> columns,
      Encoded encoded,
      CompressionCodecName codec,
      Nulls nulls,
      Sizes sizes) {
    WrittenFile write() throws IOException {
      return WrittenFile.write(columns, 120, encoded, codec, nulls, sizes, number);
    }

    @Override
    public String toString() {
      return encoded + " " + codec + " " + nulls + " " + sizes;
    }
  }

  private static List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (List<TestColumn> columns : List.of(TestColumns.flat(), TestColumns.nested())) {
      for (Encoded encoded : Encoded.values()) {
        for (CompressionCodecName codec : CODECS) {
          for (Nulls nulls : Nulls.values()) {
            for (Sizes sizes : Sizes.values()) {
              forms.add(new Form(forms.size(), columns, encoded, codec, nulls, sizes));
            }
          }
        }
      }
    }
    return forms;
  }

  @Test
  void readsWhatParquetJavaWrote() {
    forms().parallelStream()
        .forEach(
            form -> {
              try {
                compare(form.write(), form.toString(), form.number() % KERNEL_READS == 0);
              } catch (IOException e) {
                throw new UncheckedIOException(form.toString(), e);
              }
            });
    conclude("parquet-java");
  }

  @Test
  void readsWhatDuckDbWrote(@TempDir Path directory) throws IOException, SQLException {
    List<TestColumn> columns = TestRows.columns();
    // Both versions of pages, in turns: DuckDB takes seconds to parse so many literals.
    for (String codec : List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw")) {
      int number = files.get();
      String version = number % 2 == 0 ? "V1" : "V2";
      Nulls nulls = NULLS_OF_OTHERS.get(number % NULLS_OF_OTHERS.size());
      int distinct = number % 4 < 2 ? 20 : Integer.MAX_VALUE;
      List<List<@Nullable Object>> written =
          TestRows.of(columns, ROWS_OF_OTHERS / 4, nulls, distinct, number);
      Path path = directory.resolve("duck-" + number + ".parquet");
      compare(
          DuckFile.write(path, columns, written, codec, version),
          "DuckDB " + codec + " " + version + " " + nulls,
          true);
    }
    conclude("DuckDB");
  }

  @Test
  void readsWhatFlinkWrote(@TempDir Path directory) throws IOException {
    List<TestColumn> columns = TestRows.columns();
    for (String codec : List.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD")) {
      for (boolean dictionary : List.of(true, false)) {
        int number = files.get();
        Nulls nulls = NULLS_OF_OTHERS.get(number % NULLS_OF_OTHERS.size());
        List<List<@Nullable Object>> written =
            TestRows.of(columns, ROWS_OF_OTHERS, nulls, dictionary ? 20 : 10_000, number);
        Path path = directory.resolve("flink-" + number + ".parquet");
        compare(
            FlinkFile.write(path, columns, written, codec, dictionary),
            "Flink " + codec + " dictionary=" + dictionary + " " + nulls,
            true);
      }
    }
    conclude("Flink");
  }

  private void conclude(String writer) {
    System.out.println(
        "ParquetReaderDifferentialTest: writer="
            + writer
            + " files="
            + files
            + " rows="
            + rows
            + " mismatches="
            + mismatches);
    assertThat(mismatches).hasValue(0);
  }

  private void compare(WrittenFile file, String form, boolean byOthers) throws IOException {
    TableDefinition table = WrittenFile.table(file.columns());
    List<List<@Nullable Object>> ours = ReadFile.byOurs(table, file.bytes());
    check(form, file.columns(), file.rows(), ours);
    List<List<@Nullable Object>> pieces = ReadFile.byOurs(table, file.bytes(), 67, SMALL_READS);
    check(
        form + " from 67 on", file.columns(), file.rows().subList(67, file.rows().size()), pieces);
    if (byOthers) {
      List<TestColumn> known = file.columns().stream().filter(TestColumn::isReadByKernel).toList();
      check(
          form + " by Kernel",
          known,
          ReadFile.byKernel(WrittenFile.table(known), file.bytes()),
          ReadFile.byOurs(WrittenFile.table(known), file.bytes()));
      check(
          form + " by parquet-java",
          file.columns(),
          ReadFile.byParquetJava(file.bytes(), file.schema()),
          ours);
    }
    files.incrementAndGet();
    rows.addAndGet(ours.size());
  }

  private void check(
      String form,
      List<TestColumn> columns,
      List<List<@Nullable Object>> expected,
      List<List<@Nullable Object>> actual) {
    assertThat(actual).as(form).hasSameSizeAs(expected);
    for (int row = 0; row < expected.size(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        Object wanted = expected.get(row).get(i);
        Object got = actual.get(row).get(i);
        if (!same(wanted, got)) {
          if (mismatches.incrementAndGet() < 20) {
            System.out.println(
                form
                    + " row "
                    + row
                    + " "
                    + columns.get(i).name()
                    + ": "
                    + got
                    + ", not "
                    + wanted);
          }
        }
      }
    }
  }

  private static boolean same(@Nullable Object wanted, @Nullable Object got) {
    if (wanted instanceof Number a
        && got instanceof Number b
        && !wanted.getClass().equals(b.getClass())) {
      // A file may have a narrower type than the table.
      return a.doubleValue() == b.doubleValue();
    }
    if (wanted instanceof java.math.BigDecimal a && got instanceof java.math.BigDecimal b) {
      return a.compareTo(b) == 0;
    }
    if (wanted instanceof Instant a && got instanceof LocalDateTime b) {
      // Flink writes both as INT96, which does not say which it is.
      return a.equals(b.toInstant(ZoneOffset.UTC));
    }
    return Objects.equals(wanted, got);
  }
}
