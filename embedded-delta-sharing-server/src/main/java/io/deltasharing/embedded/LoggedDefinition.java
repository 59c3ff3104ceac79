/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a table's log says of the table at a version: its protocol and its metadata, as JSON.
 *
 * @param protocol with {@code minReaderVersion} and, where it has them, {@code readerFeatures}
 */
record LoggedDefinition(long version, JsonNode protocol, JsonNode metadata) {

  static LoggedDefinition of(Snapshot snapshot) throws JsonProcessingException {
    return new LoggedDefinition(
        snapshot.getVersion(),
        json(snapshot.getProtocol().toRow()),
        json(snapshot.getMetadata().toRow()));
  }

  /**
   * By the commits alone, which have to be all there. For tables that Kernel does not read: what a
   * client does with them is for the client to say.
   */
  static LoggedDefinition ofCommits(Path table, long version) throws IOException {
    JsonNode protocol = Json.object();
    JsonNode metadata = Json.object();
    for (long commit = 0; commit <= version; commit++) {
      for (String line : commit(table, commit)) {
        JsonNode action = Json.parse(line);
        protocol = action.path("protocol").isObject() ? action.get("protocol") : protocol;
        metadata = action.path("metaData").isObject() ? action.get("metaData") : metadata;
      }
    }
    return new LoggedDefinition(version, protocol, metadata);
  }

  /** Whether a reader needs no feature of the table's to read it. */
  boolean isPlain() {
    int minReaderVersion = protocol.path("minReaderVersion").asInt();
    return minReaderVersion == 1 || (minReaderVersion >= 3 && readerFeatures().isEmpty());
  }

  List<String> readerFeatures() {
    List<String> features = new ArrayList<>();
    protocol.path("readerFeatures").forEach(it -> features.add(it.asText()));
    return features;
  }

  private static List<String> commit(Path table, long version) throws IOException {
    String name = String.format(Locale.ROOT, "%020d.json", version);
    return Files.readAllLines(table.resolve("_delta_log").resolve(name));
  }

  private static JsonNode json(Row row) throws JsonProcessingException {
    return Json.parse(JsonUtils.rowToJson(row));
  }
}
