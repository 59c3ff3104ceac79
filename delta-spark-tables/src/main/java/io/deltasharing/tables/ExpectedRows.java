/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The file {@code expected.json} of a table, in the form that the README describes. */
final class ExpectedRows {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document = JSON.createObjectNode();
  private final ArrayNode versions = JSON.createArrayNode();

  ExpectedRows(String name, String about) {
    document.put("table", name);
    document.put("about", about);
    document.set("versions", versions);
  }

  void add(long version, StructType schema, CommitFacts facts, Change change, List<TableRow> rows) {
    ObjectNode entry = versions.addObject();
    entry.put("version", version);
    entry.setAll(facts.json());
    ArrayNode columns = entry.putArray("columns");
    for (StructField field : schema.fields()) {
      columns.addObject().put("name", field.name()).put("type", FlinkTypes.of(field.dataType()));
    }
    entry.set("inserted", CanonicalJson.rows(change.inserted()));
    entry.set("deleted", CanonicalJson.rows(change.deleted()));
    ArrayNode updated = entry.putArray("updated");
    for (Change.Update it : change.updated()) {
      ObjectNode pair = updated.addObject();
      pair.set("before", CanonicalJson.row(it.before()));
      pair.set("after", CanonicalJson.row(it.after()));
    }
    entry.set("rowsOfAdded", CanonicalJson.rows(change.rowsOfAdded()));
    entry.set("rows", CanonicalJson.rows(rows));
  }

  /** To the version added last. */
  void addRowIds(ArrayNode rowIds) {
    ((ObjectNode) versions.get(versions.size() - 1)).set("rowIds", rowIds);
  }

  /** Versions that can no longer be rebuilt. */
  void forgetBefore(long version) {
    while (versions.get(0).get("version").asLong() < version) {
      versions.remove(0);
    }
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    write(document, "", text);
    Files.writeString(file, text.append('\n'));
  }

  /** One line for each row, so that a change of the file can be read. */
  private static void write(JsonNode node, String indent, StringBuilder text) throws IOException {
    boolean open = node.isContainerNode() && !node.isEmpty() && holdsContainers(node);
    if (!open) {
      text.append(JSON.writeValueAsString(node));
      return;
    }
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      parts.add(part(JSON.writeValueAsString(field.getKey()) + ":", field.getValue(), indent));
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        parts.add(part("", element, indent));
      }
    }
    String inner = indent + " ";
    text.append(node.isArray() ? "[\n" : "{\n").append(inner);
    text.append(String.join(",\n" + inner, parts));
    text.append('\n').append(indent).append(node.isArray() ? ']' : '}');
  }

  private static String part(String lead, JsonNode node, String indent) throws IOException {
    StringBuilder text = new StringBuilder(lead);
    write(node, indent + " ", text);
    return text.toString();
  }

  /** A list of rows, of versions or of columns, or what holds such lists. */
  private static boolean holdsContainers(JsonNode node) {
    return node.isArray() ? node.get(0).isObject() : node.has("versions") || node.has("version");
  }
}
