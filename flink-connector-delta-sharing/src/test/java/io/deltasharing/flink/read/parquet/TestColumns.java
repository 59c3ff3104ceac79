/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of every type, in every form in which a file can have it. */
final class TestColumns {
  private static final String STRUCT = struct(field("a", "\"integer\""), field("b", "\"string\""));

  private TestColumns() {}

  /** Columns without parts. */
  static List<TestColumn> flat() {
    return List.of(
        column("bool", "%s boolean NAME", "boolean", Random::nextBoolean),
        column("i8", "%s int32 NAME (INTEGER(8,true))", "byte", r -> (byte) r.nextInt()),
        column("i16", "%s int32 NAME (INTEGER(16,true))", "short", r -> (short) r.nextInt()),
        column("i32", "%s int32 NAME", "integer", TestColumns::smallOrAny),
        column("i64", "%s int64 NAME", "long", r -> r.nextBoolean() ? r.nextLong() : r.nextInt()),
        column("f32", "%s float NAME", "float", r -> Float.intBitsToFloat(r.nextInt())),
        column("f64", "%s double NAME", "double", r -> Double.longBitsToDouble(r.nextLong())),
        column(
            "day",
            "%s int32 NAME (DATE)",
            "date",
            r -> LocalDate.ofEpochDay(r.nextInt(1 << 18) - 80_000)),
        column(
            "ms",
            "%s int64 NAME (TIMESTAMP(MILLIS,true))",
            "timestamp",
            r -> instant(r, 1_000_000)),
        column("us", "%s int64 NAME (TIMESTAMP(MICROS,true))", "timestamp", r -> instant(r, 1_000)),
        column(
            "ntz",
            "%s int64 NAME (TIMESTAMP(MICROS,false))",
            "timestamp_ntz",
            r -> local(instant(r, 1_000))),
        column("i96", "%s int96 NAME", "timestamp", r -> instant(r, 1_000)),
        column("d9", "%s int32 NAME (DECIMAL(9,2))", "decimal(9,2)", r -> decimal(r, 9, 2)),
        column("d18", "%s int64 NAME (DECIMAL(18,6))", "decimal(18,6)", r -> decimal(r, 18, 6)),
        column(
            "d18f",
            "%s fixed_len_byte_array(8) NAME (DECIMAL(18,0))",
            "decimal(18,0)",
            r -> decimal(r, 18, 0)),
        column(
            "d7f",
            "%s fixed_len_byte_array(16) NAME (DECIMAL(7,3))",
            "decimal(7,3)",
            r -> decimal(r, 7, 3)),
        column("d12b", "%s binary NAME (DECIMAL(12,3))", "decimal(12,3)", r -> decimal(r, 12, 3)),
        column(
            "d38",
            "%s fixed_len_byte_array(16) NAME (DECIMAL(38,10))",
            "decimal(38,10)",
            r -> decimal(r, 38, 10)),
        column("d30b", "%s binary NAME (DECIMAL(30,4))", "decimal(30,4)", r -> decimal(r, 30, 4)),
        column("text", "%s binary NAME (STRING)", "string", TestColumns::text),
        column(
            "prefix",
            "%s binary NAME (STRING)",
            "string",
            r -> "a common prefix " + r.nextInt(1 << 20)),
        column(
            "raw",
            "%s binary NAME",
            "binary",
            r ->
                "hex:"
                    + HexFormat.of()
                        .formatHex(text(r).getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        column("fixed", "%s fixed_len_byte_array(5) NAME", "binary", TestColumns::fiveBytes),
        ours("ns", "%s int64 NAME (TIMESTAMP(NANOS,true))", "timestamp", r -> instant(r, 1)),
        ours(
            "u32",
            "%s int32 NAME (INTEGER(32,false))",
            "long",
            r -> Integer.toUnsignedLong(r.nextInt())),
        column("wide", "%s int32 NAME", "long", Random::nextInt),
        column("f32d", "%s float NAME", "double", r -> r.nextInt() / 8f),
        column("d9w", "%s int32 NAME (DECIMAL(6,2))", "decimal(12,4)", r -> decimal(r, 6, 2)));
  }

  /** Columns with parts. */
  static List<TestColumn> nested() {
    return List.of(
        column(
            "s",
            "%s group NAME { optional int32 a; optional binary b (STRING); }",
            STRUCT,
            TestColumns::pair),
        column(
            "ss",
            "%s group NAME { optional group x { required int64 y; optional group z { optional double q; } } }",
            struct(
                field(
                    "x",
                    struct(field("y", "\"long\""), field("z", struct(field("q", "\"double\"")))))),
            r -> row(orNull(r, row(r.nextLong(), orNull(r, row(orNull(r, r.nextDouble()))))))),
        column(
            "l",
            "%s group NAME (LIST) { repeated group list { optional int64 element; } }",
            array("\"long\""),
            r -> list(r, Random::nextLong)),
        column(
            "lt",
            "%s group NAME (LIST) { repeated group bag { optional binary array (STRING); } }",
            array("\"string\""),
            r -> list(r, TestColumns::text)),
        column(
            "lr",
            "%s group NAME (LIST) { repeated group list { required int32 element (DATE); } }",
            array("\"date\""),
            r -> full(r, it -> LocalDate.ofEpochDay(it.nextInt(1000)))),
        column(
            "ll",
            "%s group NAME (LIST) { repeated group list { optional group element (LIST) { repeated group list {"
                + " optional boolean element; } } } }",
            array(array("\"boolean\"")),
            r -> list(r, it -> list(it, Random::nextBoolean))),
        column(
            "ls",
            "%s group NAME (LIST) { repeated group list { optional group element { optional int32 a; optional binary"
                + " b (STRING); } } }",
            array(STRUCT),
            r -> list(r, TestColumns::pair)),
        column(
            "m",
            "%s group NAME (MAP) { repeated group key_value { required binary key (STRING); optional int32 value; } }",
            map("\"string\"", "\"integer\""),
            r -> map(r, it -> "k" + it.nextInt(1000), Random::nextInt)),
        column(
            "ml",
            "%s group NAME (MAP) { repeated group key_value { required int64 key; optional group value (LIST) {"
                + " repeated group list { optional group element { optional int32 a; optional binary b (STRING); }"
                + " } } } }",
            map("\"long\"", array(STRUCT)),
            r -> map(r, it -> (long) it.nextInt(50), it -> list(it, TestColumns::pair))),
        column(
            "sl",
            "%s group NAME { optional group t (LIST) { repeated group list { optional binary element (STRING); } }"
                + " optional group d (MAP) { repeated group key_value { required int32 key (DATE); optional"
                + " fixed_len_byte_array(9) value (DECIMAL(20,2)); } } }",
            struct(
                field("t", array("\"string\"")), field("d", map("\"date\"", "\"decimal(20,2)\""))),
            r ->
                row(
                    orNull(r, list(r, TestColumns::text)),
                    orNull(
                        r,
                        map(
                            r,
                            it -> LocalDate.ofEpochDay(it.nextInt(99)),
                            it -> decimal(it, 20, 2))))),
        ours(
            "two",
            "%s group NAME (LIST) { repeated int32 array; }",
            array("\"integer\""),
            r -> full(r, Random::nextInt)),
        ours(
            "twog",
            "%s group NAME (LIST) { repeated group array { optional int32 a; } }",
            array(struct(field("a", "\"integer\""))),
            r -> full(r, it -> row(orNull(it, it.nextInt())))),
        ours(
            "tuple",
            "%s group NAME (LIST) { repeated group tuple_tuple { optional int32 a; optional binary b (STRING); } }",
            array(STRUCT),
            r -> full(r, TestColumns::pair)),
        ours(
            "lone",
            "%s group NAME (LIST) { repeated group item { optional group inner { optional int32 x; } } }",
            array(struct(field("inner", struct(field("x", "\"integer\""))))),
            r -> full(r, it -> row(orNull(it, row(orNull(it, it.nextInt())))))),
        ours("bare", "repeated int64 NAME", array("\"long\""), r -> full(r, Random::nextLong)),
        ours(
            "bareg",
            "repeated group NAME { optional int32 a; optional binary b (STRING); }",
            array(STRUCT),
            r -> full(r, TestColumns::pair)));
  }

  private static TestColumn column(
      String name, String form, String type, Function<Random, Object> values) {
    return new TestColumn(name, form, quoted(type), values, true);
  }

  private static TestColumn ours(
      String name, String form, String type, Function<Random, Object> values) {
    return new TestColumn(name, form, quoted(type), values, false);
  }

  private static String quoted(String type) {
    return type.startsWith("{") || type.startsWith("\"") ? type : "\"" + type + "\"";
  }

  private static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + ",\"nullable\":true,\"metadata\":{}}";
  }

  private static String struct(String... fields) {
    return "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  private static String array(String element) {
    return "{\"type\":\"array\",\"elementType\":" + element + ",\"containsNull\":true}";
  }

  private static String map(String key, String value) {
    return "{\"type\":\"map\",\"keyType\":"
        + key
        + ",\"valueType\":"
        + value
        + ",\"valueContainsNull\":true}";
  }

  private static Object smallOrAny(Random random) {
    return random.nextBoolean() ? random.nextInt(100) : random.nextInt();
  }

  private static String text(Random random) {
    String letters = "abc ü𝄞xyz";
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(20);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(letters.codePointAt(letters.offsetByCodePoints(0, random.nextInt(9))));
    }
    return text.toString();
  }

  private static Object fiveBytes(Random random) {
    byte[] bytes = new byte[5];
    random.nextBytes(bytes);
    return "hex:" + HexFormat.of().formatHex(bytes);
  }

  private static Instant instant(Random random, int nanos) {
    long seconds = random.nextInt() * 3L;
    return Instant.ofEpochSecond(seconds, (long) (random.nextInt(1_000_000_000) / nanos) * nanos);
  }

  private static LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static BigDecimal decimal(Random random, int precision, int scale) {
    BigInteger most = BigInteger.TEN.pow(random.nextInt(precision) + 1);
    BigInteger unscaled = new BigInteger(most.bitLength() + 8, random).mod(most);
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), scale);
  }

  private static Object pair(Random random) {
    return row(orNull(random, random.nextInt()), orNull(random, text(random)));
  }

  private static @Nullable Object orNull(Random random, Object value) {
    return random.nextInt(4) == 0 ? null : value;
  }

  private static List<@Nullable Object> row(@Nullable Object... fields) {
    return Arrays.asList(fields);
  }

  private static Object list(Random random, Function<Random, Object> element) {
    List<@Nullable Object> list = new ArrayList<>();
    int size = size(random);
    for (int i = 0; i < size; i++) {
      list.add(orNull(random, element.apply(random)));
    }
    return list;
  }

  private static Object full(Random random, Function<Random, Object> element) {
    List<Object> list = new ArrayList<>();
    int size = size(random);
    for (int i = 0; i < size; i++) {
      list.add(element.apply(random));
    }
    return list;
  }

  private static Object map(
      Random random, Function<Random, Object> key, Function<Random, Object> value) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    int size = size(random);
    for (int i = 0; i < size; i++) {
      map.put(key.apply(random), orNull(random, value.apply(random)));
    }
    return map;
  }

  /** Mostly few, now and then more than a page has. */
  private static int size(Random random) {
    return random.nextInt(60) == 0 ? 300 : random.nextInt(4);
  }
}
