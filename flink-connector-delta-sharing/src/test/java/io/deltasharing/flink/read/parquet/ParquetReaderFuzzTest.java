/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.parquet.WrittenFile.Encoded;
import io.deltasharing.flink.read.parquet.WrittenFile.Nulls;
import io.deltasharing.flink.read.parquet.WrittenFile.Sizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Valid files with some bytes changed: an error that names the file, or the rows that were written,
 * or, where what was changed is a value or what the file says of itself, the rows that parquet-java
 * sees too; a column in a form that is not known is for the other reader. Most files have no
 * checksums, by which all that is changed in a page would be noticed before it is decoded.
 */
class ParquetReaderFuzzTest {
  private static final int CASES = Integer.getInteger("fuzz.cases", 20_000);
  private static final int ROWS = 40;

  private long refused;
  private long unharmed;
  private long agreed;
  private long passedOn;
  private final List<String> wrong = new ArrayList<>();

  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refusesOrReadsRight() throws IOException {
    List<WrittenFile> files = files();
    long first = Long.getLong("fuzz.first", 0);
    for (long i = first; i < first + CASES; i++) {
      tryOne(files.get((int) (i % files.size())), i);
    }
    System.out.println(
        "ParquetReaderFuzzTest: cases="
            + CASES
            + " refused="
            + refused
            + " unharmed="
            + unharmed
            + " asParquetJava="
            + agreed
            + " passedOn="
            + passedOn
            + " wrong="
            + wrong.size());
    assertThat(wrong).isEmpty();
  }

  private void tryOne(WrittenFile file, long seed) {
    byte[] bytes = changed(file.bytes(), new Random(seed));
    TableDefinition table = WrittenFile.table(file.columns());
    List<List<@Nullable Object>> rows;
    try {
      rows = ReadFile.byOurs(table, bytes);
    } catch (ReadFile.PassedOnException e) {
      passedOn++;
      return;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains(ReadFile.PATH)) {
        refused++;
      } else {
        wrong.add("seed " + seed + ": " + e);
      }
      return;
    } catch (RuntimeException | Error e) {
      wrong.add("seed " + seed + ": " + e);
      return;
    }
    if (rows.equals(file.rows())) {
      unharmed++;
    } else if (agreesWithParquetJava(file, bytes, rows)) {
      agreed++;
    } else {
      wrong.add("seed " + seed + ": " + firstDifference(file, rows));
    }
  }

  /**
   * With a filter, statistics and the indexes of pages count, and nothing tells a wrong bound from
   * a right one: rows may be missing then, but none may be another.
   */
  @Test
  @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void refusesOrReadsRightRowsByAFilter() throws IOException {
    List<WrittenFile> files = files();
    long read = 0;
    for (long i = 0; i < CASES / 4; i++) {
      WrittenFile file = files.get((int) (i % files.size()));
      read += tryFiltered(file, i);
    }
    System.out.println(
        "ParquetReaderFuzzTest: filtered="
            + CASES / 4
            + " rows="
            + read
            + " wrong="
            + wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(read).isPositive();
  }

  private long tryFiltered(WrittenFile file, long seed) {
    byte[] bytes = changed(file.bytes(), new Random(seed));
    TableDefinition table = WrittenFile.table(file.columns());
    String name = file.columns().get((int) (seed % file.columns().size())).name();
    Object cell = file.rows().get((int) (seed % file.rows().size())).get(0);
    String type = file.columns().get(0).type().replace("\"", "");
    Value value = cell == null ? null : PredicateTruth.like(cell, type, new Random(seed));
    Predicate predicate =
        value == null
            ? new Predicate.IsNotNull(Column.of(name))
            : new Predicate.Comparison(
                Column.of(file.columns().get(0).name()), Predicate.Operator.LE, value);
    try {
      Map<Long, List<@Nullable Object>> rows = ReadFile.filtered(table, bytes, predicate);
      rows.forEach(
          (position, row) -> {
            if (!isRow(file.rows(), position, row)
                && !isRow(unfiltered(table, bytes), position, row)) {
              wrong.add("seed " + seed + ": row " + position + " is " + row);
            }
          });
      return rows.size();
    } catch (ReadFile.PassedOnException e) {
      return 0;
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains(ReadFile.PATH)) {
        wrong.add("seed " + seed + ": " + e);
      }
    } catch (RuntimeException | Error e) {
      wrong.add("seed " + seed + ": " + e);
    }
    return 0;
  }

  /** As they are read without a filter, which need not be what was written: not by values alone. */
  private static List<List<@Nullable Object>> unfiltered(TableDefinition table, byte[] bytes) {
    try {
      return ReadFile.byOurs(table, bytes);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isRow(
      List<List<@Nullable Object>> rows, long position, List<@Nullable Object> row) {
    return position < rows.size() && rows.get((int) position).equals(row);
  }

  private static String firstDifference(WrittenFile file, List<List<@Nullable Object>> rows) {
    for (int row = 0; row < Math.min(rows.size(), file.rows().size()); row++) {
      for (int i = 0; i < file.columns().size(); i++) {
        Object got = rows.get(row).get(i);
        Object wanted = file.rows().get(row).get(i);
        if (!Objects.equals(got, wanted)) {
          return String.format(
              "%s of row %d is %.100s, not %.100s", file.columns().get(i).name(), row, got, wanted);
        }
      }
    }
    return rows.size() + " rows";
  }

  /** One byte to four, half of the time in what the file says of itself. */
  private static byte[] changed(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(4);
    int footer = LittleEndian.getInt(bytes, bytes.length - 8) + 8;
    for (int i = 0; i < changes; i++) {
      int at =
          random.nextBoolean()
              ? bytes.length - 1 - random.nextInt(footer)
              : random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) (bytes[at] ^ 1 << random.nextInt(8));
            case 1 -> (byte) 0xff;
            case 2 -> (byte) 0x7f;
            default -> (byte) random.nextInt();
          };
    }
    return bytes;
  }

  /**
   * Also where some of the changes are taken back: it refuses a file for what nobody needs to know,
   * such as differences behind the last value, or the sign of a type that is stored the same way.
   */
  private static boolean agreesWithParquetJava(
      WrittenFile file, byte[] bytes, List<List<@Nullable Object>> rows) {
    int[] places =
        IntStream.range(0, bytes.length).filter(it -> bytes[it] != file.bytes()[it]).toArray();
    return IntStream.range(0, 1 << places.length)
        .mapToObj(
            takenBack -> {
              byte[] mended = bytes.clone();
              IntStream.range(0, places.length)
                  .filter(it -> (takenBack >> it & 1) == 1)
                  .forEach(it -> mended[places[it]] = file.bytes()[places[it]]);
              return mended;
            })
        .anyMatch(it -> isReadByParquetJava(file, it, rows));
  }

  private static boolean isReadByParquetJava(
      WrittenFile file, byte[] bytes, List<List<@Nullable Object>> rows) {
    try {
      return ReadFile.byParquetJava(bytes, file.schema()).equals(rows);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static List<WrittenFile> files() throws IOException {
    List<TestColumn> flat = TestColumns.flat().stream().filter(TestColumn::isSameInFile).toList();
    List<TestColumn> nested = TestColumns.nested();
    List<WrittenFile> files = new ArrayList<>();
    for (Encoded encoded : Encoded.values()) {
      for (CompressionCodecName codec :
          List.of(
              CompressionCodecName.UNCOMPRESSED,
              CompressionCodecName.SNAPPY,
              CompressionCodecName.GZIP,
              CompressionCodecName.ZSTD,
              CompressionCodecName.LZ4_RAW,
              CompressionCodecName.LZ4)) {
        int i = files.size();
        // A few columns each: of many, most cases would not get beyond the first.
        for (List<TestColumn> all : List.of(flat, nested)) {
          List<TestColumn> some = new ArrayList<>();
          for (int k = 0; k < 3; k++) {
            some.add(all.get((i * 3 + k) % all.size()));
          }
          files.add(
              WrittenFile.write(
                  some.stream().distinct().toList(),
                  ROWS,
                  encoded,
                  codec,
                  Nulls.SOME,
                  i % 3 == 0 ? Sizes.MANY_PAGES : Sizes.ONE_PAGE,
                  i));
        }
      }
    }
    return files;
  }
}
