/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Rows in the one form of JSON that the README describes. */
final class CanonicalJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private CanonicalJson() {}

  static ArrayNode rows(List<TableRow> rows) {
    ArrayNode array = JSON.arrayNode();
    rows.forEach(it -> array.add(row(it)));
    return array;
  }

  static ObjectNode row(TableRow row) {
    ObjectNode object = JSON.objectNode();
    row.values().forEach((column, value) -> object.set(column, value(value)));
    return object;
  }

  private static JsonNode value(Object value) {
    if (value == null) {
      return JSON.nullNode();
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof Byte
        || value instanceof Short
        || value instanceof Integer
        || value instanceof Long) {
      return JSON.numberNode(((Number) value).longValue());
    }
    if (value instanceof BigDecimal decimal) {
      return JSON.textNode(decimal.toPlainString());
    }
    if (value instanceof byte[] bytes) {
      return JSON.textNode(HexFormat.of().formatHex(bytes));
    }
    if (value instanceof VariantText variant) {
      return JSON.textNode(variant.json());
    }
    return nested(value);
  }

  private static JsonNode nested(Object value) {
    if (value instanceof TableRow struct) {
      return row(struct);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(it -> array.add(value(it)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ArrayNode pairs = JSON.arrayNode();
      map.forEach((key, it) -> pairs.add(JSON.arrayNode().add(value(key)).add(value(it))));
      return pairs;
    }
    // Texts, dates and times, and floating point numbers, of which JSON has no NaN.
    return JSON.textNode(value.toString());
  }
}
