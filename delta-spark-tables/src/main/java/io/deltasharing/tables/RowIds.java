/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The ids that a table with row tracking gives its rows. They are delta-spark's to choose, so they
 * are asked of it after each operation; what follows from the operation alone they have to keep: a
 * row that is moved keeps its id and its version, one that is updated its id, and a new one has an
 * id that no row had before.
 */
final class RowIds {
  private final SparkSession spark;
  private Map<Long, Tracked> tracked = Map.of();
  private long highest = -1;

  /** A row and what Spark says of it. */
  private record Tracked(TableRow row, long rowId, long commitVersion) {}

  RowIds(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Asks for the ids of all rows.
   *
   * @param from the table, as SQL names it
   * @param rows that it has, by the model
   * @return an object for each row, with its {@code id}, {@code _row_id} and {@code
   *     _row_commit_version}
   */
  ArrayNode of(String from, long version, List<TableRow> rows) {
    Map<Long, TableRow> byId = new HashMap<>();
    rows.forEach(it -> byId.put(it.id(), it));
    Map<Long, Tracked> now = new HashMap<>();
    ArrayNode answer = JsonNodeFactory.instance.arrayNode();
    String query = "SELECT id, _metadata.row_id, _metadata.row_commit_version FROM " + from;
    for (Row row : spark.sql(query + " ORDER BY id").collectAsList()) {
      Tracked found = new Tracked(byId.get(row.getLong(0)), row.getLong(1), row.getLong(2));
      check(found, tracked.get(row.getLong(0)), version);
      now.put(row.getLong(0), found);
      answer
          .addObject()
          .put("id", row.getLong(0))
          .put("_row_id", found.rowId())
          .put("_row_commit_version", found.commitVersion());
    }
    if (!now.keySet().equals(byId.keySet())) {
      throw new IllegalStateException("rows at version " + version + ": " + now.keySet());
    }
    now.values().forEach(it -> highest = Math.max(highest, it.rowId()));
    tracked = now;
    return answer;
  }

  private void check(Tracked now, Tracked before, long version) {
    boolean fits =
        before == null
            ? now.rowId() > highest && now.commitVersion() == version
            : now.rowId() == before.rowId()
                && now.commitVersion()
                    == (now.row().equals(before.row()) ? before.commitVersion() : version);
    if (!fits) {
      throw new IllegalStateException("version " + version + ": " + before + " became " + now);
    }
  }
}
