/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Columns whose type was widened after rows had been written, by each way that the protocol has.
 */
final class WideningFeatures {
  private static final String PROPERTIES = " TBLPROPERTIES ('delta.enableTypeWidening' = 'true'";

  private WideningFeatures() {}

  /**
   * One column that is widened.
   *
   * @param before values written before, of the old type
   * @param after values written after, of the new one
   */
  private record Widening(
      String column,
      String from,
      String to,
      UnaryOperator<Object> widen,
      List<Object> before,
      List<Object> after) {}

  private static final List<Widening> WIDENINGS =
      List.of(
          new Widening(
              "i8_i16",
              "TINYINT",
              "SMALLINT",
              it -> ((Byte) it).shortValue(),
              bytes(),
              List.of((short) 300)),
          new Widening(
              "i8_i32", "TINYINT", "INT", it -> ((Byte) it).intValue(), bytes(), List.of(70_000)),
          new Widening(
              "i8_i64",
              "TINYINT",
              "BIGINT",
              it -> ((Byte) it).longValue(),
              bytes(),
              List.of(1L << 40)),
          new Widening(
              "i16_i32",
              "SMALLINT",
              "INT",
              it -> ((Short) it).intValue(),
              shorts(),
              List.of(-70_000)),
          new Widening(
              "i16_i64",
              "SMALLINT",
              "BIGINT",
              it -> ((Short) it).longValue(),
              shorts(),
              List.of(Long.MIN_VALUE)),
          new Widening(
              "i32_i64",
              "INT",
              "BIGINT",
              it -> ((Integer) it).longValue(),
              ints(),
              List.of(Long.MAX_VALUE)),
          new Widening(
              "f_d",
              "FLOAT",
              "DOUBLE",
              it -> ((Float) it).doubleValue(),
              Arrays.asList(0.1f, Float.NaN, null),
              List.of(0.1)),
          new Widening(
              "i8_d", "TINYINT", "DOUBLE", it -> ((Byte) it).doubleValue(), bytes(), List.of(1.5)),
          new Widening(
              "i16_d",
              "SMALLINT",
              "DOUBLE",
              it -> ((Short) it).doubleValue(),
              shorts(),
              List.of(-0.0)),
          new Widening(
              "i32_d", "INT", "DOUBLE", it -> ((Integer) it).doubleValue(), ints(), List.of(1e300)),
          new Widening(
              "day_ntz",
              "DATE",
              "TIMESTAMP_NTZ",
              it -> ((LocalDate) it).atStartOfDay(),
              Arrays.asList(LocalDate.of(1969, 12, 31), LocalDate.of(2026, 3, 29), null),
              List.of(LocalDate.of(2026, 3, 29).atTime(2, 30, 0, 1000))),
          decimals("precision", "DECIMAL(4, 2)", "DECIMAL(9, 2)", 2),
          decimals("precision_to_long", "DECIMAL(4, 2)", "DECIMAL(18, 2)", 2),
          decimals("precision_to_bytes", "DECIMAL(4, 2)", "DECIMAL(30, 2)", 2),
          decimals("scale", "DECIMAL(4, 2)", "DECIMAL(10, 5)", 5),
          decimals("scale_to_bytes", "DECIMAL(4, 2)", "DECIMAL(38, 20)", 20),
          new Widening(
              "i8_dec",
              "TINYINT",
              "DECIMAL(10, 0)",
              decimal(0),
              bytes(),
              List.of(new BigDecimal("9999999999"))),
          new Widening(
              "i16_dec",
              "SMALLINT",
              "DECIMAL(12, 2)",
              decimal(2),
              shorts(),
              List.of(new BigDecimal("9999999999.99"))),
          new Widening(
              "i32_dec",
              "INT",
              "DECIMAL(20, 5)",
              decimal(5),
              ints(),
              List.of(new BigDecimal("0.00001"))),
          new Widening(
              "i64_dec",
              "BIGINT",
              "DECIMAL(38, 18)",
              decimal(18),
              Arrays.asList(Long.MAX_VALUE, Long.MIN_VALUE, null),
              List.of(new BigDecimal("0.000000000000000001"))));

  static void write(Workshop workshop) throws IOException {
    for (Widening widening : WIDENINGS) {
      String name = widening.column().replace('_', '-');
      workshop.table(
          "feature-type-widening-" + name,
          "A column widened from " + widening.from() + " to " + widening.to() + ".",
          table -> widened(table, widening));
    }
    workshop.table(
        "feature-type-widening-nested",
        "Widened inside of a struct, a list, a map's keys and its values.",
        WideningFeatures::nested);
    workshop.table(
        "feature-type-widening-partition",
        "A partition column widened from byte to integer, with deletion vectors and column mapping.",
        List.of("p"),
        WideningFeatures::partition);
  }

  private static void widened(WrittenTable table, Widening widening) throws IOException {
    String column = widening.column();
    // The new type has to be allowed from the beginning.
    String ntz =
        widening.to().equals("TIMESTAMP_NTZ") ? ", 'delta.feature.timestampNtz' = 'supported'" : "";
    table.create(
        "CREATE TABLE {table} (id BIGINT, "
            + column
            + " "
            + widening.from()
            + ") USING delta"
            + PROPERTIES
            + ntz
            + ")");
    table.insert(rows(0, column, widening.before()));
    table.alter(
        "ALTER TABLE {table} ALTER COLUMN " + column + " TYPE " + widening.to(),
        row ->
            row.get(column) == null
                ? row
                : row.with(column, widening.widen().apply(row.get(column))));
    table.insert(rows(10, column, widening.after()));
  }

  private static List<TableRow> rows(long first, String column, List<Object> values) {
    List<TableRow> rows = new ArrayList<>();
    values.forEach(it -> rows.add(TableRow.of("id", first + rows.size(), column, it)));
    return rows;
  }

  private static void nested(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, s STRUCT<n: SMALLINT>, l ARRAY<INT>, m MAP<TINYINT, FLOAT>) USING"
            + " delta"
            + PROPERTIES
            + ")");
    Map<Object, Object> floats = new LinkedHashMap<>();
    floats.put((byte) 1, 0.5f);
    floats.put((byte) -1, null);
    table.insert(
        List.of(
            row(1, TableRow.of("n", (short) 7), Arrays.asList(1, null), floats),
            row(2, null, null, null)));
    table.alter("ALTER TABLE {table} ALTER COLUMN s.n TYPE INT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN l.element TYPE BIGINT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN m.key TYPE INT", it -> it);
    // The canonical form tells neither how wide whole numbers are, nor 0.5f from 0.5.
    table.alter("ALTER TABLE {table} ALTER COLUMN m.value TYPE DOUBLE", it -> it);
    table.insert(List.of(row(3, TableRow.of("n", 70_000), List.of(1L << 40), Map.of(300, 0.1))));
  }

  private static TableRow row(long id, TableRow s, List<?> l, Map<?, ?> m) {
    return TableRow.of("id", id, "s", s, "l", l, "m", m);
  }

  private static void partition(WrittenTable table) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, n INT, p TINYINT) USING delta PARTITIONED BY (p)"
            + PROPERTIES
            + ", 'delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name')");
    table.useVectors();
    table.insert(
        List.of(
            TableRow.of("id", 1L, "n", 1, "p", (byte) 1),
            TableRow.of("id", 2L, "n", 2, "p", (byte) 1),
            TableRow.of("id", 3L, "n", 3, "p", null)));
    table.alter("ALTER TABLE {table} ALTER COLUMN p TYPE INT", it -> it);
    table.alter("ALTER TABLE {table} ALTER COLUMN n TYPE BIGINT", it -> it);
    table.alter("ALTER TABLE {table} RENAME COLUMN n TO wide", it -> it.renamed("n", "wide"));
    table.insert(List.of(TableRow.of("id", 4L, "wide", 1L << 40, "p", 70_000)));
    table.delete("id = 2", it -> it.id() == 2);
  }

  private static Widening decimals(String column, String from, String to, int scale) {
    BigDecimal most = new BigDecimal("99.99");
    return new Widening(
        column,
        from,
        to,
        it -> ((BigDecimal) it).setScale(scale),
        Arrays.asList(most, most.negate(), new BigDecimal("0.00"), null),
        List.of(new BigDecimal("12345.67").setScale(scale)));
  }

  private static UnaryOperator<Object> decimal(int scale) {
    return it -> BigDecimal.valueOf(((Number) it).longValue()).setScale(scale);
  }

  private static List<Object> bytes() {
    return Arrays.asList(Byte.MAX_VALUE, Byte.MIN_VALUE, (byte) 0, null);
  }

  private static List<Object> shorts() {
    return Arrays.asList(Short.MAX_VALUE, Short.MIN_VALUE, (short) 0, null);
  }

  private static List<Object> ints() {
    return Arrays.asList(Integer.MAX_VALUE, Integer.MIN_VALUE, 0, null);
  }
}
