/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import io.deltasharing.embedded.DeltaTableFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A table on disk that a random writer writes; rows have an id each. What Kernel does not write
 * (deletions, OPTIMIZE, new columns) is written into the log by hand.
 */
public final class WrittenTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_FILES = 4;
  private static final int MOST_ROWS = 5;

  private final Random random;
  private final DeltaTableFixture fixture;
  private final List<List<Long>> addedBy = new ArrayList<>();
  private final Map<HistoryFile, List<Long>> active = new LinkedHashMap<>();
  private long checkpoint = -1;
  private long ids;
  private int columns = 1;

  public WrittenTable(Path directory, Random random) {
    this.random = random;
    this.fixture =
        DeltaTableFixture.create(
            directory, new StructType().add("id", LongType.LONG), List.of(), Map.of());
    addedBy.add(List.of());
  }

  public Path directory() {
    return fixture.directory();
  }

  public long newest() {
    return addedBy.size() - 1L;
  }

  /** The ids of all rows that there are. */
  public Set<Long> activeIds() {
    Set<Long> found = new HashSet<>();
    active.values().forEach(found::addAll);
    return found;
  }

  /** The ids of the rows that a version or a later one brought. */
  public Set<Long> idsFrom(long version) {
    Set<Long> found = new HashSet<>();
    addedBy.subList((int) Math.min(version, addedBy.size()), addedBy.size()).forEach(found::addAll);
    return found;
  }

  /**
   * Commits something.
   *
   * @param deletes whether rows may be deleted
   */
  public void write(boolean deletes) {
    switch (random.nextInt(10)) {
      case 0 -> optimize();
      case 1 -> addColumn();
      case 2 -> checkpoint();
      case 3 -> {
        if (deletes) {
          delete();
        }
      }
      default -> append();
    }
  }

  public void append() {
    List<List<Object[]>> files = new ArrayList<>();
    List<List<Long>> idsOfFiles = new ArrayList<>();
    for (int i = random.nextInt(MOST_FILES); i >= 0; i--) {
      List<Object[]> rows = new ArrayList<>();
      List<Long> idsOfFile = new ArrayList<>();
      for (int row = random.nextInt(MOST_ROWS); row >= 0; row--) {
        Object[] values = new Object[columns];
        values[0] = ids;
        rows.add(values);
        idsOfFile.add(ids++);
      }
      files.add(rows);
      idsOfFiles.add(idsOfFile);
    }
    long version = fixture.appendFiles(files);
    int next = 0;
    for (JsonNode line : lines(version)) {
      JsonNode add = line.path("add");
      if (add.isObject()) {
        List<Long> idsOfFile = idsOfFiles.get(next++);
        active.put(
            new HistoryFile(
                add.path("path").asText(), idsOfFile.size(), add.path("size").asLong(), null),
            idsOfFile);
      }
    }
    addedBy.add(idsOfFiles.stream().flatMap(List::stream).toList());
  }

  public void checkpoint() {
    if (checkpoint < newest()) {
      checkpoint = fixture.checkpoint();
    }
  }

  private void delete() {
    HistoryFile file = takeAny();
    active.remove(file);
    commit(List.of(CommitText.info("DELETE"), CommitText.remove(file, true)));
  }

  /** Puts the rows of a file into a new one. */
  private void optimize() {
    HistoryFile file = takeAny();
    HistoryFile copy =
        new HistoryFile("copy-" + newest() + "-" + file.path(), file.rows(), file.size(), null);
    try {
      Files.copy(directory().resolve(file.path()), directory().resolve(copy.path()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    active.put(copy, active.remove(file));
    commit(
        List.of(
            CommitText.info("OPTIMIZE"),
            CommitText.remove(file, false),
            CommitText.add(copy, false)));
  }

  private HistoryFile takeAny() {
    if (active.isEmpty()) {
      append();
    }
    return List.copyOf(active.keySet()).get(random.nextInt(active.size()));
  }

  private void addColumn() {
    try {
      ObjectNode action = metaData();
      ObjectNode metaData = (ObjectNode) action.get("metaData");
      ObjectNode schema = (ObjectNode) JSON.readTree(metaData.get("schemaString").asText());
      for (int i = 1; i <= columns; i++) {
        ((ArrayNode) schema.get("fields"))
            .addObject()
            .put("name", "more" + i)
            .put("type", "long")
            .put("nullable", true)
            .putObject("metadata");
      }
      columns++;
      metaData.put("schemaString", schema.toString());
      commit(List.of(CommitText.info("ADD COLUMNS"), action.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As the table was created. */
  private ObjectNode metaData() {
    return (ObjectNode)
        lines(0).stream().filter(it -> it.has("metaData")).findFirst().orElseThrow();
  }

  /** By hand: the file has to appear whole, and Kernel has to learn of it. */
  private void commit(List<String> lines) {
    try {
      Path written = Files.writeString(directory().resolve("commit"), String.join("\n", lines));
      Files.move(written, log(newest() + 1), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    addedBy.add(List.of());
    checkpoint();
  }

  private List<JsonNode> lines(long version) {
    try {
      List<JsonNode> lines = new ArrayList<>();
      for (String line : Files.readAllLines(log(version))) {
        lines.add(JSON.readTree(line));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(long version) {
    return directory()
        .resolve("_delta_log")
        .resolve(String.format(Locale.ROOT, "%020d.json", version));
  }
}
