/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the actions of a commit as far as an append-only stream can follow them. */
final class CommitParser {
  private final ObjectMapper json =
      new ObjectMapper(JsonBounds.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final String table;
  private final UnaryOperator<DataFile> check;

  /**
   * @param table share.schema.table, for messages
   * @param check passes on files that may be read
   */
  CommitParser(String table, UnaryOperator<DataFile> check) {
    this.table = table;
    this.check = check;
  }

  /**
   * @param bytes the commit file: one JSON object per line
   * @throws PlanningException if the commit does more than add data
   */
  Commit parse(long version, byte[] bytes) {
    List<DataFile> added = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          apply(version, json.readTree(line), added);
        }
      }
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw unreadable(version, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Commit(version, added);
  }

  private void apply(long version, JsonNode line, List<DataFile> added) {
    if (!line.isObject()) {
      throw unreadable(version, null);
    }
    JsonNode add = line.get("add");
    JsonNode remove = line.get("remove");
    if (add != null && add.path("dataChange").asBoolean(true)) {
      if (!add.path("path").isTextual()) {
        throw unreadable(version, null);
      }
      added.add(check.apply(file(add)));
    } else if (remove != null && remove.path("dataChange").asBoolean(true)) {
      throw unsupported(version, "removes or rewrites rows (UPDATE, DELETE, MERGE or overwrite)");
    } else if (line.has("metaData")) {
      throw unsupported(version, "changes the table's schema or properties");
    } else if (line.has("protocol")) {
      throw unsupported(version, "changes the table's protocol");
    }
  }

  private PlanningException unreadable(long version, @Nullable Throwable cause) {
    return new PlanningException(
        "Version " + version + " of " + table + " is not a readable commit.", cause);
  }

  private PlanningException unsupported(long version, String what) {
    return new PlanningException(
        "Version "
            + version
            + " of "
            + table
            + " "
            + what
            + "; a continuous read follows appended rows only. Start a new job, without the old"
            + " one's state, to read the table from its current version.");
  }

  private static DataFile file(JsonNode add) {
    return new DataFile(
        LogFiles.decode(add.path("path").asText()),
        add.path("size").asLong(),
        partitionValues(add.path("partitionValues")),
        deletionVector(add.path("deletionVector")));
  }

  private static Map<String, @Nullable String> partitionValues(JsonNode values) {
    Map<String, @Nullable String> result = new LinkedHashMap<>();
    values
        .properties()
        .forEach(
            it -> result.put(it.getKey(), it.getValue().isNull() ? null : it.getValue().asText()));
    return result;
  }

  private static @Nullable DeletionVector deletionVector(JsonNode vector) {
    if (!vector.isObject()) {
      return null;
    }
    JsonNode offset = vector.path("offset");
    return new DeletionVector(
        vector.path("storageType").asText(),
        vector.path("pathOrInlineDv").asText(),
        offset.isNumber() ? offset.asInt() : null,
        vector.path("sizeInBytes").asInt(),
        vector.path("cardinality").asLong());
  }
}
