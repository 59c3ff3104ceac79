/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Variants of every type, and within structs, arrays and maps. Their texts are Spark's own, of the
 * expressions that are inserted, not of what was written.
 */
final class VariantFeatures {
  private VariantFeatures() {}

  static void write(Workshop workshop) throws IOException {
    workshop.table("feature-variant", "Variants, not shredded.", it -> variants(it, ""));
    workshop.table(
        "feature-variant-preview",
        "Variants under the feature's first name, which was put into the protocol by hand.",
        table -> {
          variants(table, "");
          LogEdits.renameFeature(table.path(), "variantType", "variantType-preview");
        });
    workshop.table(
        "feature-variant-shredded",
        "Variants, shredded.",
        it -> variants(it, " TBLPROPERTIES ('delta.enableVariantShredding' = 'true')"));
  }

  private static void variants(WrittenTable table, String properties) throws IOException {
    table.create(
        "CREATE TABLE {table} (id BIGINT, v VARIANT, s STRUCT<a: INT, v: VARIANT>,"
            + " l ARRAY<VARIANT>, m MAP<STRING, VARIANT>) USING delta"
            + properties);
    List<String> values = expressions();
    List<String> statements = new ArrayList<>();
    List<TableRow> rows = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      String value = values.get(i);
      String next = values.get((i + 1) % values.size());
      VariantText text = text(table, value);
      VariantText nextText = text(table, next);
      statements.add(
          String.format(
              "SELECT %dL AS id, %s AS v, named_struct('a', %d, 'v', %s) AS s,"
                  + " array(%s, CAST(NULL AS VARIANT), %s) AS l, map('k', %s, 'n', %s) AS m",
              i, value, i, next, value, next, next, value));
      rows.add(
          row(
              i,
              text,
              TableRow.of("a", i, "v", nextText),
              Arrays.asList(text, null, nextText),
              map("k", nextText, "n", text)));
    }
    insert(table, statements, rows);
    insert(table, nullStatements(), nullRows());
  }

  private static void insert(WrittenTable table, List<String> statements, List<TableRow> rows)
      throws IOException {
    table.insert(
        "INSERT INTO {table} SELECT /*+ COALESCE(1) */ * FROM ("
            + String.join(" UNION ALL ", statements)
            + ")",
        rows);
  }

  private static List<String> nullStatements() {
    return List.of(
        "SELECT 1000L AS id, CAST(NULL AS VARIANT) AS v,"
            + " CAST(NULL AS STRUCT<a: INT, v: VARIANT>) AS s,"
            + " CAST(NULL AS ARRAY<VARIANT>) AS l, CAST(NULL AS MAP<STRING, VARIANT>) AS m",
        "SELECT 1001L, CAST(NULL AS VARIANT), named_struct('a', 1, 'v', CAST(NULL AS VARIANT)),"
            + " CAST(array() AS ARRAY<VARIANT>), CAST(map() AS MAP<STRING, VARIANT>)",
        "SELECT 1002L, parse_json('null'), named_struct('a', CAST(NULL AS INT), 'v',"
            + " parse_json('null')), array(parse_json('null'), CAST(NULL AS VARIANT)),"
            + " map('k', CAST(NULL AS VARIANT))");
  }

  private static List<TableRow> nullRows() {
    VariantText none = new VariantText("null");
    return List.of(
        row(1000, null, null, null, null),
        row(1001, null, TableRow.of("a", 1, "v", null), List.of(), Map.of()),
        row(
            1002,
            none,
            TableRow.of("a", null, "v", none),
            Arrays.asList(none, null),
            map("k", null)));
  }

  private static TableRow row(
      long id, VariantText v, TableRow s, List<VariantText> l, Map<Object, Object> m) {
    return TableRow.of("id", id, "v", v, "s", s, "l", l, "m", m);
  }

  private static Map<Object, Object> map(Object... keysAndValues) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static VariantText text(WrittenTable table, String expression) {
    return new VariantText(
        table.spark().sql("SELECT to_json(" + expression + ")").head().getString(0));
  }

  private static List<String> expressions() {
    List<String> expressions = new ArrayList<>();
    documents().forEach(it -> expressions.add("parse_json(r'" + it + "')"));
    values().forEach(it -> expressions.add("CAST(" + it + " AS VARIANT)"));
    expressions.add(
        "to_variant_object(named_struct('t', TIMESTAMP_NTZ'2026-01-31 01:02:03', 'd', 1.10BD,"
            + " 'l', array(X'01', X'')))");
    return expressions;
  }

  private static List<String> documents() {
    String many =
        IntStream.range(0, 300)
            .mapToObj(it -> "\"key-" + it + "\":" + it)
            .collect(Collectors.joining(",", "{", "}"));
    String elements =
        IntStream.range(0, 300)
            .mapToObj(it -> it % 2 == 0 ? "\"text " + it + "\"" : String.valueOf(it * 1000))
            .collect(Collectors.joining(",", "[", "]"));
    return List.of(
        "{\"a\":1,\"b\":[true,null,\"x\"],\"c\":{\"d\":{},\"e\":[]}}",
        "{\"z\":1,\"a\":{\"z\":2,\"\":false}}",
        "1.50",
        "-0.000",
        "12345678901234567890123456789012345678",
        "0.12345678901234567890123456789012345678",
        "1e300",
        "-1.25e-7",
        "1E20",
        "127",
        "-129",
        "65536",
        "9223372036854775807",
        "-9223372036854775808",
        "\"text\"",
        "\"\"",
        "\"" + "long enough to have its length in front of it. ".repeat(10) + "\"",
        "\"\\\"quoted\\\" \\\\ \\/ \\u0001 \\n \\t \\u007f \\u2028 ü € \\uD83D\\uDE00\"",
        "{\"ü \\\"€\\\" \\n\":\"\\uD83D\\uDE00\"}",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[".repeat(100) + "]".repeat(100),
        many,
        elements);
  }

  private static List<String> values() {
    return List.of(
        "CAST(-1 AS TINYINT)",
        "CAST(-300 AS SMALLINT)",
        "CAST(1.5 AS FLOAT)",
        "CAST(3.4028235E38 AS FLOAT)",
        "CAST('NaN' AS DOUBLE)",
        "CAST('-Infinity' AS DOUBLE)",
        "CAST('-0.0' AS DOUBLE)",
        "0.1D",
        "100D",
        "CAST(100.00 AS DECIMAL(10,2))",
        "CAST(-99999999999999999.99 AS DECIMAL(19,2))",
        "CAST(1 AS DECIMAL(38,10))",
        "DATE'2026-01-31'",
        "DATE'0001-01-01'",
        "DATE'-0044-03-15'",
        "TIMESTAMP'2026-01-31 12:00:00Z'",
        "TIMESTAMP'2026-01-31 23:59:59.123456+02:00'",
        "TIMESTAMP'1969-12-31 23:59:59.999Z'",
        "TIMESTAMP_NTZ'2026-01-31 00:00:00'",
        "TIMESTAMP_NTZ'9999-12-31 23:59:59.1'",
        "X'00ff10'",
        "X''",
        "X'" + "ab".repeat(100) + "'");
  }
}
