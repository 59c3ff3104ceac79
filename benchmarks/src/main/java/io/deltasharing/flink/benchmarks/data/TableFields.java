/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.data;

/** Fields of a table's schema, in Delta's JSON. */
final class TableFields {
  private TableFields() {}

  static String field(String name, String type) {
    return "{\"name\":\"" + name + "\",\"type\":" + type + ",\"nullable\":true,\"metadata\":{}}";
  }

  static String struct(String... fields) {
    return "{\"type\":\"struct\",\"fields\":[" + String.join(",", fields) + "]}";
  }

  static String array(String element) {
    return "{\"type\":\"array\",\"elementType\":" + element + ",\"containsNull\":true}";
  }

  static String map(String key, String value) {
    return "{\"type\":\"map\",\"keyType\":"
        + key
        + ",\"valueType\":"
        + value
        + ",\"valueContainsNull\":true}";
  }
}
