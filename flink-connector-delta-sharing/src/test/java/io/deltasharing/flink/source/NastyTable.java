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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** How the columns lie. */
  enum Layout {
    FLAT,
    /** The table is partitioned by all of them, so that each row is a file. */
    PARTITIONED,
    /** All are fields of one column, which may be null. */
    NESTED
  }

  /** The column that others are fields of. */
  static final String STRUCT = "st";

  final MemoryStorage storage = new MemoryStorage();
  final List<Row> rows = new ArrayList<>();
  private final Random random;
  private final Layout layout;

  /** Writes a table. */
  NastyTable(Path directory, Layout layout, Random random) throws IOException {
    this.random = random;
    this.layout = layout;
    List<NastyColumn> columns = columns(layout);
    StructType fields = new StructType();
    for (NastyColumn column : columns) {
      fields = fields.add(column.name(), column.type());
    }
    StructType schema = new StructType().add("id", LongType.LONG);
    schema =
        layout == Layout.NESTED
            ? schema.add(STRUCT, fields)
            : new StructType(
                Stream.concat(schema.fields().stream(), fields.fields().stream()).toList());
    DeltaTableFixture table =
        DeltaTableFixture.create(
            directory,
            schema,
            layout == Layout.PARTITIONED
                ? columns.stream().map(NastyColumn::name).toList()
                : List.of(),
            Map.of());
    table.appendFiles(files(columns));
    Path commit = directory.resolve("_delta_log/00000000000000000001.json");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(commit)) {
      lines.add(JSON.writeValueAsString(edited(JSON.readTree(line))));
    }
    Files.write(commit, lines);
    storage.putAll(directory);
  }

  /** Kernel does not write binary partitions as it reads them. */
  static List<NastyColumn> columns(Layout layout) {
    return NastyColumn.ALL.stream()
        .filter(it -> layout != Layout.PARTITIONED || !it.sqlType().equals("BYTES"))
        .toList();
  }

  /** The columns as SQL declares them. */
  static String declared(Layout layout) {
    String columns =
        columns(layout).stream()
            .map(it -> it.name() + " " + it.sqlType())
            .collect(Collectors.joining(", "));
    return layout == Layout.NESTED
        ? "id BIGINT, " + STRUCT + " ROW<" + columns + ">"
        : "id BIGINT, " + columns;
  }

  /** The columns as conditions of SQL name them. */
  static List<NastyColumn> named(Layout layout) {
    return columns(layout).stream()
        .map(it -> layout == Layout.NESTED ? it.named(STRUCT + "." + it.name()) : it)
        .toList();
  }

  private List<List<Object[]>> files(List<NastyColumn> columns) {
    List<List<Object[]>> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      int[] windows = columns.stream().mapToInt(it -> random.nextInt(it.values().size())).toArray();
      List<Object[]> file = new ArrayList<>();
      for (int row = layout == Layout.PARTITIONED ? 0 : random.nextInt(MOST_ROWS);
          row >= 0;
          row--) {
        file.add(row(columns, windows));
      }
      files.add(file);
    }
    return files;
  }

  /** Values of a column are neighbours within a file, so that its statistics tell something. */
  private Object[] row(List<NastyColumn> columns, int[] windows) {
    Object[] fields = new Object[columns.size()];
    for (int i = 0; i < columns.size(); i++) {
      List<?> pool = columns.get(i).values();
      fields[i] =
          random.nextInt(6) == 0 ? null : pool.get((windows[i] + random.nextInt(2)) % pool.size());
    }
    long id = rows.size();
    if (layout == Layout.NESTED) {
      boolean isNull = random.nextInt(6) == 0;
      rows.add(Row.of(id, isNull ? null : Row.of(fields)));
      return new Object[] {id, isNull ? null : fields};
    }
    Object[] values = Stream.concat(Stream.of(id), Arrays.stream(fields)).toArray();
    Row row = Row.of(values.clone());
    rows.add(layout == Layout.PARTITIONED ? asRead(row) : row);
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
    String within = layout == Layout.NESTED ? "/" + STRUCT : "";
    cut(statistics.at("/minValues" + within), "");
    cut(statistics.at("/maxValues" + within), TIE_BREAKER);
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
