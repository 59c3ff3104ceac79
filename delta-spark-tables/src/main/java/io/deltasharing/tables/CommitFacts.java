/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a commit file says of itself: the operation, and how many actions of which kind there are.
 */
final class CommitFacts {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode facts = JSON.createObjectNode();
  private long rowsAdded;
  private boolean counted = true;

  private CommitFacts() {}

  static CommitFacts of(Path file) throws IOException {
    CommitFacts result = new CommitFacts();
    List.of("adds", "removes", "movedAdds", "movedRemoves", "cdc")
        .forEach(it -> result.facts.put(it, 0));
    List.of("metaData", "protocol").forEach(it -> result.facts.put(it, false));
    for (String line : Files.readAllLines(file)) {
      result.take(JSON.readTree(line));
    }
    return result;
  }

  ObjectNode json() {
    return facts;
  }

  int count(String kind) {
    return facts.get(kind).asInt();
  }

  /** Whether all files that add data have statistics. */
  boolean countsRows() {
    return counted;
  }

  long rowsAdded() {
    return rowsAdded;
  }

  private void take(JsonNode action) throws IOException {
    if (action.has("commitInfo")) {
      JsonNode info = action.get("commitInfo");
      facts.put("operation", info.path("operation").asText());
      facts.put("timestamp", info.path("timestamp").asLong());
      if (info.has("inCommitTimestamp")) {
        facts.put("inCommitTimestamp", info.get("inCommitTimestamp").asLong());
      }
    } else if (action.has("add")) {
      boolean data = action.get("add").path("dataChange").asBoolean();
      increment(data ? "adds" : "movedAdds");
      if (data) {
        countRows(action.get("add"));
      }
    } else if (action.has("remove")) {
      increment(action.get("remove").path("dataChange").asBoolean() ? "removes" : "movedRemoves");
    } else if (action.has("cdc")) {
      increment("cdc");
    } else if (action.has("metaData") || action.has("protocol")) {
      facts.put(action.has("metaData") ? "metaData" : "protocol", true);
    }
  }

  private void increment(String kind) {
    facts.put(kind, count(kind) + 1);
  }

  private void countRows(JsonNode add) throws IOException {
    JsonNode records = JSON.readTree(add.path("stats").asText("{}")).path("numRecords");
    counted &= records.isNumber();
    rowsAdded += records.asLong() - add.path("deletionVector").path("cardinality").asLong(0);
  }
}
