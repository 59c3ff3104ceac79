/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One column that is widened.
 *
 * @param widen a value of the old type as one of the new
 * @param before values written before, of the old type
 * @param after values written after, of the new one
 */
record Widening(
    String column,
    String from,
    String to,
    UnaryOperator<Object> widen,
    List<Object> before,
    List<Object> after) {

  /** By each way that the protocol has. */
  static final List<Widening> ALL =
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
