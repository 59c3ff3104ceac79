/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows to be written by others than parquet-java, who have their own forms for each type. */
final class TestRows {
  /** Of the flat columns one for each type; of the nested ones those in the usual form. */
  private static final Set<String> COLUMNS =
      Set.of(
          "bool", "i8", "i16", "i32", "i64", "f32", "f64", "day", "us", "ntz", "d9", "d18", "d38",
          "text", "prefix", "raw", "s", "ss", "l", "ll", "ls", "m", "ml", "sl");

  private TestRows() {}

  static List<TestColumn> columns() {
    List<TestColumn> columns = new ArrayList<>(TestColumns.flat());
    columns.addAll(TestColumns.nested());
    return columns.stream().filter(it -> COLUMNS.contains(it.name())).toList();
  }

  /**
   * Makes rows, the same for the same seed.
   *
   * @param distinct how many different values a column has at most
   */
  static List<List<@Nullable Object>> of(
      List<TestColumn> columns, int count, WrittenFile.Nulls nulls, int distinct, long seed) {
    Random random = new Random(seed);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        Random source = new Random(seed * 31 + i * 1000L + random.nextInt(distinct));
        Object value = columns.get(i).values().apply(source);
        values.add(nulls.isNull(row, random) ? null : value);
      }
      rows.add(values);
    }
    return rows;
  }

  /** As they are read: hex texts without what they begin with. */
  static List<List<@Nullable Object>> asRead(List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> read = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> values = new ArrayList<>();
      row.forEach(it -> values.add(isHex(it) ? hex(it) : it));
      read.add(values);
    }
    return read;
  }

  static boolean isHex(@Nullable Object value) {
    return value instanceof String text && text.startsWith("hex:");
  }

  static String hex(@Nullable Object value) {
    return String.valueOf(value).substring("hex:".length());
  }
}
