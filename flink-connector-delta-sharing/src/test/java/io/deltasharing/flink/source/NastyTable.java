/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import io.deltasharing.flink.plan.MemoryStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A table of nasty columns behind an id, all in version 1, whose statistics are as Spark writes
 * them: texts cut to 32 characters, of some files none at all.
 */
final class NastyTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FILES = 40;
  private static final int MOST_ROWS = 5;
  private static final int CUT = 32;

  /** The last bytes of UTF-8. */
  private static final String TIE_BREAKER = "\uDBFF\uDFFF";

  final MemoryStorage storage = new MemoryStorage();
  final List<Row> rows = new ArrayList<>();
  private final Random random;
  private final boolean partitioned;

  /**
   * Writes a table.
   *
   * @param partitioned whether by all of the columns, so that each row is a file
   */
  NastyTable(Path directory, boolean partitioned, Random random) throws IOException {
    this.random = random;
    this.partitioned = partitioned;
    StructType schema = new StructType().add("id", LongType.LONG);
    for (NastyColumn column : columns(partitioned)) {
      schema = schema.add(column.name(), column.type());
    }
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory,
            schema,
            partitioned ? columns(true).stream().map(NastyColumn::name).toList() : List.of(),
            Map.of());
    table.appendFiles(files(columns(partitioned)));
    Path commit = directory.resolve("_delta_log/00000000000000000001.json");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(commit)) {
      lines.add(JSON.writeValueAsString(edited(JSON.readTree(line))));
    }
    Files.write(commit, lines);
    storage.putAll(directory);
  }

  /** Kernel does not write binary partitions as it reads them. */
  static List<NastyColumn> columns(boolean partitioned) {
    return NastyColumn.ALL.stream()
        .filter(it -> !partitioned || !it.sqlType().equals("BYTES"))
        .toList();
  }

  private List<List<Object[]>> files(List<NastyColumn> columns) {
    List<List<Object[]>> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      int[] windows = columns.stream().mapToInt(it -> random.nextInt(it.values().size())).toArray();
      List<Object[]> file = new ArrayList<>();
      for (int row = partitioned ? 0 : random.nextInt(MOST_ROWS); row >= 0; row--) {
        file.add(row(columns, windows));
      }
      files.add(file);
    }
    return files;
  }

  /** Values of a column are neighbours within a file, so that its statistics tell something. */
  private Object[] row(List<NastyColumn> columns, int[] windows) {
    Object[] values = new Object[columns.size() + 1];
    values[0] = (long) rows.size();
    for (int i = 0; i < columns.size(); i++) {
      List<?> pool = columns.get(i).values();
      values[i + 1] =
          random.nextInt(6) == 0 ? null : pool.get((windows[i] + random.nextInt(2)) % pool.size());
    }
    Row row = Row.of(values.clone());
    rows.add(partitioned ? asRead(row) : row);
    return values;
  }

  private JsonNode edited(JsonNode line) throws IOException {
    if (!line.path("add").path("stats").isTextual()) {
      return line;
    }
    ObjectNode add = (ObjectNode) line.path("add");
    if (random.nextInt(10) == 0) {
      add.remove("stats");
      return line;
    }
    ObjectNode statistics = (ObjectNode) JSON.readTree(add.path("stats").asText());
    cut(statistics.path("minValues"), "");
    cut(statistics.path("maxValues"), TIE_BREAKER);
    add.put("stats", JSON.writeValueAsString(statistics));
    return line;
  }

  private static void cut(JsonNode values, String end) {
    @Nullable String text = values.path("c_string").textValue();
    if (text != null && text.codePointCount(0, text.length()) > CUT) {
      int[] points = text.codePoints().limit(CUT).toArray();
      ((ObjectNode) values).put("c_string", new String(points, 0, points.length) + end);
    }
  }

  /** Partitions of an empty text are null when they are read. */
  private static Row asRead(Row row) {
    Row read = Row.copy(row);
    for (int i = 0; i < row.getArity(); i++) {
      if ("".equals(row.getField(i))) {
        read.setField(i, null);
      }
    }
    return read;
  }
}
