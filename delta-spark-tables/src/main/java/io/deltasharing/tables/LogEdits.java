/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.spark.sql.delta.util.Codec;

/** What delta-spark does not write, put into a log by hand. */
final class LogEdits {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LogEdits() {}

  /** Where the tests serve a table; logs that name whole locations name this one. */
  static String location(Path table) {
    return "s3://embedded-delta-sharing/features/spark/" + table.getParent().getFileName();
  }

  static Path commit(Path table, long version) {
    return table.resolve(String.format(Locale.ROOT, "_delta_log/%020d.json", version));
  }

  /** Changes actions of one kind in a commit. */
  static void edit(Path table, long version, String kind, Consumer<ObjectNode> change)
      throws IOException {
    Path file = commit(table, version);
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode action = JSON.readTree(line);
      if (action.has(kind)) {
        change.accept((ObjectNode) action.get(kind));
      }
      lines.add(JSON.writeValueAsString(action));
    }
    Files.write(file, lines);
  }

  /** Adds a feature that readers and writers need to the table's protocol. */
  static void needFeature(Path table, String feature) throws IOException {
    writersNeedFeature(table, feature);
    edit(
        table,
        0,
        "protocol",
        it -> it.put("minReaderVersion", 3).withArray("readerFeatures").add(feature));
  }

  /** Adds a feature that only writers need. */
  static void writersNeedFeature(Path table, String feature) throws IOException {
    edit(
        table,
        0,
        "protocol",
        it -> it.put("minWriterVersion", 7).withArray("writerFeatures").add(feature));
  }

  /** Gives a feature of the first version's protocol another name. */
  static void renameFeature(Path table, String feature, String to) throws IOException {
    for (String list : List.of("readerFeatures", "writerFeatures")) {
      edit(
          table,
          0,
          "protocol",
          protocol -> {
            ArrayNode features = protocol.withArray(list);
            for (int i = 0; i < features.size(); i++) {
              if (features.get(i).asText().equals(feature)) {
                features.set(i, to);
              }
            }
          });
    }
  }

  /** Puts a deletion vector of a file of its own into the log. */
  static void inline(Path table, ObjectNode add) {
    ObjectNode vector = (ObjectNode) add.get("deletionVector");
    if (vector == null) {
      return;
    }
    byte[] bytes = vectorOf(table, vector);
    vector.put("storageType", "i");
    vector.put("pathOrInlineDv", Codec.Base85Codec$.MODULE$.encodeBytes(bytes));
    vector.put("sizeInBytes", bytes.length);
    vector.remove("offset");
  }

  /** Names a deletion vector's file by its whole location. */
  static void absolute(Path table, ObjectNode add) {
    ObjectNode vector = (ObjectNode) add.get("deletionVector");
    if (vector != null) {
      String file = vectorFile(table, vector).getFileName().toString();
      vector.put("storageType", "p").put("pathOrInlineDv", location(table) + "/" + file);
    }
  }

  private static byte[] vectorOf(Path table, ObjectNode vector) {
    try {
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(vectorFile(table, vector)));
      file.position(vector.get("offset").asInt());
      byte[] bytes = new byte[file.getInt()];
      file.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path vectorFile(Path table, ObjectNode vector) {
    // Twenty characters in Base85, after a prefix that these tables do not have.
    String id = vector.get("pathOrInlineDv").asText();
    return table.resolve("deletion_vector_" + Codec.Base85Codec$.MODULE$.decodeUUID(id) + ".bin");
  }
}
