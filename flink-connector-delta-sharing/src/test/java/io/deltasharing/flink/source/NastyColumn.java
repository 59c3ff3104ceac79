/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

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
import io.delta.kernel.types.ShortType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.TimestampNTZType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/**
 * A column whose values are those that comparisons go wrong with.
 *
 * @param values in ascending order, more or less
 * @param literals what it is compared with in SQL
 */
record NastyColumn(
    String name, String sqlType, DataType type, List<?> values, List<String> literals) {
  private static final String LONG = "long text of more than thirty-two chars ";

  static final List<NastyColumn> ALL =
      List.of(
          new NastyColumn(
              "c_bool",
              "BOOLEAN",
              BooleanType.BOOLEAN,
              List.of(false, true),
              List.of("TRUE", "FALSE")),
          new NastyColumn(
              "c_byte",
              "TINYINT",
              ByteType.BYTE,
              List.of((byte) -128, (byte) -1, (byte) 0, (byte) 1, (byte) 127),
              List.of("-128", "0", "CAST(1 AS TINYINT)", "127", "128", "1.5", "CAST(0 AS BIGINT)")),
          new NastyColumn(
              "c_short",
              "SMALLINT",
              ShortType.SHORT,
              List.of(Short.MIN_VALUE, (short) -7, (short) 0, (short) 300, Short.MAX_VALUE),
              List.of("-7", "0", "300", "32767", "40000", "CAST(300 AS SMALLINT)", "3E2")),
          new NastyColumn(
              "c_int",
              "INT",
              IntegerType.INTEGER,
              List.of(Integer.MIN_VALUE, -5, 0, 7, 16_777_217, Integer.MAX_VALUE),
              List.of(
                  "-5", "0", "7", "7.0", "7.5", "2147483647", "CAST(7 AS BIGINT)", "16777216E0")),
          new NastyColumn(
              "c_long",
              "BIGINT",
              LongType.LONG,
              List.of(Long.MIN_VALUE, -1L, 0L, 9_007_199_254_740_993L, Long.MAX_VALUE),
              List.of("-1", "0", "9007199254740993", "9007199254740992", "9.1E15", "0.5")),
          new NastyColumn(
              "c_float",
              "FLOAT",
              FloatType.FLOAT,
              List.of(
                  Float.NEGATIVE_INFINITY,
                  -1.5f,
                  -0.0f,
                  0.0f,
                  0.1f,
                  16_777_216f,
                  Float.POSITIVE_INFINITY,
                  Float.NaN),
              List.of(
                  "0", "0.1", "CAST(0.1 AS FLOAT)", "1E-1", "16777217", "-1.5E0", "0E0", "1.0")),
          new NastyColumn(
              "c_double",
              "DOUBLE",
              DoubleType.DOUBLE,
              List.of(
                  Double.NEGATIVE_INFINITY,
                  -1.5,
                  -0.0,
                  0.0,
                  0.1,
                  1e300,
                  Double.POSITIVE_INFINITY,
                  Double.NaN),
              List.of("0", "0.1", "1E-1", "CAST(0.1 AS FLOAT)", "1E30", "-0E0", "0.0", "-1.5")),
          new NastyColumn(
              "c_decimal",
              "DECIMAL(10, 2)",
              new DecimalType(10, 2),
              List.of(
                  new BigDecimal("-99999999.99"),
                  new BigDecimal("-0.01"),
                  new BigDecimal("0.00"),
                  new BigDecimal("1.10"),
                  new BigDecimal("99999999.99")),
              List.of("1.1", "1.10", "1.105", "0", "-0.01", "1E0", "1.1E0", "99999999.99")),
          new NastyColumn(
              "c_wide",
              "DECIMAL(38, 10)",
              new DecimalType(38, 10),
              List.of(
                  new BigDecimal("-1234567890123456789012345678.0123456789"),
                  new BigDecimal("0.0000000001"),
                  new BigDecimal("12345678901234567890.0000000001"),
                  new BigDecimal("12345678901234567890.0000000002")),
              List.of(
                  "12345678901234567890.0000000001",
                  "12345678901234567890.0000000002",
                  "12345678901234567890",
                  "0",
                  "0.0000000001")),
          new NastyColumn(
              "c_string",
              "STRING",
              StringType.STRING,
              List.of(
                  "",
                  " ",
                  "A",
                  "a",
                  "a ",
                  "a/b=c%20d",
                  "ab",
                  "é",
                  LONG + "a",
                  LONG + "b",
                  LONG + "\uFFFDx",
                  LONG + "\uD83D\uDE00x",
                  "\uFFFD",
                  "\uD83D\uDE00"),
              List.of(
                  "''",
                  "'a'",
                  "'ab'",
                  "'" + LONG + "'",
                  "'" + LONG + "b'",
                  "'" + LONG + "\uFFFD'",
                  "'" + LONG + "\uD83D\uDE00x'",
                  "'\uFFFD'",
                  "'\uD83D\uDE00'",
                  "'a/b=c%20d'",
                  "CAST('a' AS STRING)")),
          new NastyColumn(
              "c_bytes",
              "BYTES",
              BinaryType.BINARY,
              List.of(new byte[0], new byte[] {0}, new byte[] {127}, new byte[] {-1, 0}),
              List.of("X'00'", "X'7F'", "X'FF00'", "X''")),
          new NastyColumn(
              "c_date",
              "DATE",
              DateType.DATE,
              List.of(
                  LocalDate.parse("1582-10-15"),
                  LocalDate.parse("1969-12-31"),
                  LocalDate.parse("1970-01-01"),
                  LocalDate.parse("2026-02-28"),
                  LocalDate.parse("9999-12-31")),
              List.of(
                  "DATE '1969-12-31'",
                  "DATE '1970-01-01'",
                  "DATE '2026-02-28'",
                  "TIMESTAMP '2026-02-28 00:00:00'",
                  "TIMESTAMP '2026-02-28 12:00:00'")),
          new NastyColumn(
              "c_ts",
              "TIMESTAMP_LTZ(6)",
              TimestampType.TIMESTAMP,
              List.of(
                  Instant.parse("1960-01-01T00:00:00.001001Z"),
                  Instant.parse("1969-12-31T23:59:59.999999Z"),
                  Instant.parse("1970-01-01T00:00:00Z"),
                  Instant.parse("2026-01-01T00:00:00.001Z"),
                  Instant.parse("2026-01-01T00:00:00.001999Z"),
                  Instant.parse("2026-01-01T00:00:00.002Z")),
              List.of(
                  "TO_TIMESTAMP_LTZ(1767225600001, 3)",
                  "CAST(TIMESTAMP '2026-01-01 05:45:00.001999' AS TIMESTAMP_LTZ(6))",
                  "CAST(TIMESTAMP '1970-01-01 05:30:00' AS TIMESTAMP_LTZ(6))",
                  "TIMESTAMP '2026-01-01 05:45:00.001'",
                  "DATE '2026-01-01'")),
          new NastyColumn(
              "c_ntz",
              "TIMESTAMP(6)",
              TimestampNTZType.TIMESTAMP_NTZ,
              List.of(
                  LocalDateTime.parse("1960-01-01T00:00:00.001001"),
                  LocalDateTime.parse("1969-12-31T23:59:59.999999"),
                  LocalDateTime.parse("1970-01-01T00:00:00"),
                  LocalDateTime.parse("2026-01-01T00:00:00.001"),
                  LocalDateTime.parse("2026-01-01T00:00:00.001999"),
                  LocalDateTime.parse("2026-01-01T00:00:00.002")),
              List.of(
                  "TIMESTAMP '1960-01-01 00:00:00.001001'",
                  "TIMESTAMP '1969-12-31 23:59:59.999999'",
                  "TIMESTAMP '1970-01-01 00:00:00'",
                  "TIMESTAMP '2026-01-01 00:00:00.001'",
                  "TIMESTAMP '2026-01-01 00:00:00.001999'",
                  "TIMESTAMP '2026-01-01 00:00:00.001999500'",
                  "DATE '2026-01-01'")));

  /** The same by another name. */
  NastyColumn named(String other) {
    return new NastyColumn(other, sqlType, type, values, literals);
  }
}
