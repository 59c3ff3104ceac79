/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.flink.plan.MemoryStorage;
import io.deltasharing.flink.plan.TableDefinition;
import io.deltasharing.flink.predicate.Column;
import io.deltasharing.flink.predicate.Octets;
import io.deltasharing.flink.predicate.Predicate;
import io.deltasharing.flink.predicate.Value;
import io.deltasharing.flink.read.ReadFilter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.RowType;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Files in every form, read by random predicates: just the rows that satisfy them, and whole. */
class FilteredReadTest {
  private static final int ROWS = 300;
  private static final int PREDICATES = Integer.getInteger("filtered.read.predicates", 12);
  private static final List<Predicate.Operator> OPERATORS = List.of(Predicate.Operator.values());

  /** No whole file in memory, so that pages are really left out. */
  private static final ScanSettings PIECES = new ScanSettings(64, 0, 128, 0, 1 << 20);

  private final AtomicLong sequence = new AtomicLong();
  private long predicates;
  private long wanted;
  private long bytesLeftOut;

  @Test
  void readsJustWhatSatisfies() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (WrittenFile.Encoded encoded : WrittenFile.Encoded.values()) {
      for (WrittenFile.Nulls nulls : WrittenFile.Nulls.values()) {
        for (WrittenFile.Sizes sizes : WrittenFile.Sizes.values()) {
          sequence.set(0);
          WrittenFile file =
              WrittenFile.write(
                  columns(), ROWS, encoded, CompressionCodecName.SNAPPY, nulls, sizes, predicates);
          check(file, random, encoded + " " + nulls + " " + sizes + " seed " + seed);
        }
      }
    }
    System.out.printf(
        "FilteredReadTest: predicates=%d wantedRows=%d bytesLeftOut=%d mismatches=0 seed=%d%n",
        predicates, wanted, bytesLeftOut, seed);
    assertThat(bytesLeftOut).as("row groups and pages are left out").isGreaterThan(2_000_000);
  }

  /** Columns of every type, some of them in order so that pages differ, and nested ones between. */
  private List<TestColumn> columns() {
    return Stream.of(
            TestColumns.flat().stream(),
            TestColumns.nested().stream().filter(it -> it.name().length() == 2).limit(5),
            Stream.of(
                new TestColumn(
                    "seq", "%s int64 NAME", "\"long\"", r -> sequence.getAndIncrement() / 3, true),
                new TestColumn(
                    "seqt",
                    "%s binary NAME (STRING)",
                    "\"string\"",
                    r -> "key-%06d".formatted(sequence.get() / 5),
                    true)))
        .flatMap(it -> it)
        .toList();
  }

  private void check(WrittenFile file, Random random, String form) throws IOException {
    TableDefinition table = WrittenFile.table(file.columns());
    RowType type = ReadFile.rowType(table);
    List<String> names = type.getFieldNames();
    PredicateTruth truth = new PredicateTruth(names);
    Map<Long, List<@Nullable Object>> all = read(file, table, type, null, 0);
    for (int i = 0; i < PREDICATES; i++) {
      Predicate predicate = predicate(file.columns(), List.copyOf(all.values()), random, 2);
      Map<Long, List<@Nullable Object>> expected = new TreeMap<>(all);
      // As a restored reader would, every other time.
      long firstRow = i % 2 == 0 ? 0 : random.nextInt(ROWS);
      expected.keySet().removeIf(it -> it < firstRow);
      expected.values().removeIf(it -> !truth.satisfies(it, predicate));
      Map<Long, List<@Nullable Object>> actual =
          read(file, table, type, new ReadFilter(predicate, names), firstRow);
      assertThat(actual).as("%s: %s", form, predicate).isEqualTo(expected);
      predicates++;
      wanted += actual.size();
    }
  }

  private Map<Long, List<@Nullable Object>> read(
      WrittenFile file,
      TableDefinition table,
      RowType type,
      @Nullable ReadFilter filter,
      long firstRow)
      throws IOException {
    MemoryStorage storage = ReadFile.storage(file.bytes());
    ParquetReader whole = ReadFile.ours(table, storage, PIECES);
    ParquetReader reader = filter == null ? whole : whole.filtered(filter);
    Map<Long, List<@Nullable Object>> rows =
        ReadFile.byPosition(reader.open(ReadFile.file(file.bytes()), firstRow), type);
    bytesLeftOut += filter == null ? 0 : Math.max(0, file.bytes().length - bytesRead(storage));
    return rows;
  }

  private static long bytesRead(MemoryStorage storage) {
    return storage.requests.stream()
        .filter(it -> it.contains("+"))
        .mapToLong(it -> Long.parseLong(it.substring(it.indexOf('+') + 1, it.lastIndexOf(' '))))
        .sum();
  }

  private static Predicate predicate(
      List<TestColumn> columns, List<List<@Nullable Object>> rows, Random random, int depth) {
    if (depth > 0 && random.nextInt(3) == 0) {
      List<Predicate> conditions = new ArrayList<>();
      for (int i = 1 + random.nextInt(2); i >= 0; i--) {
        conditions.add(predicate(columns, rows, random, depth - 1));
      }
      return random.nextBoolean() ? Predicate.allOf(conditions) : Predicate.anyOf(conditions);
    }
    // The last two are in order, and worth asking for more often.
    int index =
        random.nextInt(3) == 0
            ? columns.size() - 1 - random.nextInt(2)
            : random.nextInt(columns.size());
    Column column = Column.of(columns.get(index).name());
    Value value = value(columns.get(index), index, rows, random);
    if (value == null) {
      return random.nextBoolean() ? new Predicate.IsNull(column) : new Predicate.IsNotNull(column);
    }
    Value other = value(columns.get(index), index, rows, random);
    return switch (random.nextInt(8)) {
      case 0 -> new Predicate.In(column, other == null ? List.of(value) : List.of(value, other));
      case 1 ->
          value instanceof Value.Text text
              ? new Predicate.StartsWith(column, prefix(text, random))
              : new Predicate.IsNotNull(column);
      case 2 -> new Predicate.IsNull(column);
      default ->
          new Predicate.Comparison(column, OPERATORS.get(random.nextInt(OPERATORS.size())), value);
    };
  }

  private static @Nullable Value value(
      TestColumn column, int index, List<List<@Nullable Object>> rows, Random random) {
    Object cell = rows.get(random.nextInt(rows.size())).get(index);
    String type = column.type().replace("\"", "");
    return cell == null ? null : PredicateTruth.like(cell, type, random);
  }

  private static Octets prefix(Value.Text text, Random random) {
    String whole = text.utf8().toString();
    int length = whole.isEmpty() ? 0 : random.nextInt(whole.length());
    // Half of a character is no text.
    if (length > 0 && Character.isHighSurrogate(whole.charAt(length - 1))) {
      length--;
    }
    return Octets.of(whole.substring(0, length));
  }
}
