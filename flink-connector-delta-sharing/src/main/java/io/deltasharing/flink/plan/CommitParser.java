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
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads the actions of a commit as far as an append stream needs them. Thread-safe. */
final class CommitParser {
  private static final int NAMED_FEATURES = 3;
  private static final int COLUMN_MAPPING = 2;
  private static final String DEFAULT_MAPPING = "none";

  private final ObjectMapper json =
      new ObjectMapper(JsonBounds.FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final String table;
  private final UnaryOperator<DataFile> check;
  private volatile FileSelection selection = FileSelection.ALL;

  /**
   * @param table share.schema.table, for messages
   * @param check passes on files that may be read
   */
  CommitParser(String table, UnaryOperator<DataFile> check) {
    this.table = table;
    this.check = check;
  }

  /** Judges files by this from now on. */
  void select(FileSelection files) {
    selection = files;
  }

  /**
   * @param bytes the commit file: one JSON object per line
   * @param modifiedAt of that file, in milliseconds since the epoch
   * @throws PlanningException if it is not a commit, or names what must not be read
   */
  Commit parse(long version, byte[] bytes, long modifiedAt) {
    if (bytes.length == 0) {
      // Not a version that changes nothing: what it did is lost.
      throw unreadable(version, null);
    }
    Actions actions = new Actions(modifiedAt);
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          apply(version, json.readTree(line), actions);
        }
      }
    } catch (JsonProcessingException e) {
      e.clearLocation();
      throw unreadable(version, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return actions.commit(version);
  }

  /** What has been read of one commit. */
  private static final class Actions {
    private final List<DataFile> added = new ArrayList<>();

    /** How many rows were deleted already of each file that is removed. */
    private final Map<String, Long> removed = new HashMap<>();

    private long timestamp;
    private String operation = "";
    private @Nullable TableDefinition definition;
    private @Nullable Set<String> readerFeatures;

    Actions(long modifiedAt) {
      timestamp = modifiedAt;
    }

    Commit commit(long version) {
      return new Commit(
          version,
          timestamp,
          operation,
          added,
          removed.size(),
          !removed.isEmpty() && added.stream().allMatch(this::hasFewerRows),
          definition,
          readerFeatures);
    }

    private boolean hasFewerRows(DataFile file) {
      Long deletedBefore = removed.get(file.path());
      DeletionVector vector = file.deletionVector();
      return deletedBefore != null && vector != null && vector.cardinality() >= deletedBefore;
    }
  }

  private void apply(long version, JsonNode line, Actions actions) {
    if (!line.isObject()) {
      throw unreadable(version, null);
    }
    line.properties()
        .forEach(
            action -> {
              JsonNode value = action.getValue();
              switch (action.getKey()) {
                case "add" -> add(version, value, actions);
                case "remove" -> remove(version, value, actions);
                case "metaData" -> actions.definition = definition(version, value);
                case "protocol" -> actions.readerFeatures = readerFeatures(value);
                case "commitInfo" -> commitInfo(value, actions);
                default -> {
                  // txn, cdc, domainMetadata and what else says nothing of the table's rows.
                }
              }
            });
  }

  private void add(long version, JsonNode add, Actions actions) {
    if (bringsData(add)) {
      requirePath(version, add);
      actions.added.add(selection.judged(check.apply(file(add)), add.path("stats").textValue()));
    }
  }

  private void remove(long version, JsonNode remove, Actions actions) {
    if (bringsData(remove)) {
      requirePath(version, remove);
      DeletionVector vector = deletionVector(remove.path("deletionVector"));
      actions.removed.put(
          LogFiles.decode(remove.path("path").asText()), vector == null ? 0 : vector.cardinality());
    }
  }

  private static boolean bringsData(JsonNode action) {
    return action.path("dataChange").asBoolean(true);
  }

  private void requirePath(long version, JsonNode action) {
    if (!action.path("path").isTextual()) {
      throw unreadable(version, null);
    }
  }

  private static void commitInfo(JsonNode info, Actions actions) {
    actions.operation = info.path("operation").asText("");
    JsonNode inCommit = info.path("inCommitTimestamp");
    if (inCommit.isIntegralNumber()) {
      actions.timestamp = inCommit.asLong();
    }
  }

  private TableDefinition definition(long version, JsonNode metaData) {
    if (!metaData.path("id").isTextual() || !metaData.path("schemaString").isTextual()) {
      throw unreadable(version, null);
    }
    List<String> partitionColumns = new ArrayList<>();
    metaData.path("partitionColumns").forEach(it -> partitionColumns.add(it.asText()));
    Map<String, String> properties = new HashMap<>();
    metaData
        .path("configuration")
        .properties()
        .forEach(it -> properties.put(it.getKey(), it.getValue().asText()));
    return new TableDefinition(
        metaData.path("id").asText(),
        metaData.path("schemaString").asText(),
        partitionColumns,
        properties.getOrDefault("delta.columnMapping.mode", DEFAULT_MAPPING),
        RowTrackingColumns.of(properties).orElse(null));
  }

  /** Version 3 names them; before, a version stood for all features up to it. */
  private static Set<String> readerFeatures(JsonNode protocol) {
    int version = protocol.path("minReaderVersion").asInt(1);
    Set<String> features = new HashSet<>();
    protocol.path("readerFeatures").forEach(it -> features.add(it.asText()));
    if (version > NAMED_FEATURES) {
      features.add("of reader version " + version);
    } else if (version == COLUMN_MAPPING) {
      features.add("columnMapping");
    }
    return features;
  }

  private PlanningException unreadable(long version, @Nullable Throwable cause) {
    return new PlanningException(
        "Version "
            + version
            + " of "
            + table
            + " cannot be read: '"
            + LogFiles.commit(version)
            + "' is not a readable commit. Tell the table's provider.",
        cause);
  }

  private DataFile file(JsonNode add) {
    return new DataFile(
        LogFiles.decode(add.path("path").asText()),
        add.path("size").asLong(),
        partitionValues(add.path("partitionValues")),
        deletionVector(add.path("deletionVector")),
        RowTracking.of(number(add, "baseRowId"), number(add, "defaultRowCommitVersion"))
            .orElse(null));
  }

  private static @Nullable Long number(JsonNode add, String name) {
    JsonNode number = add.path(name);
    return number.isIntegralNumber() && number.canConvertToLong() ? number.asLong() : null;
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
