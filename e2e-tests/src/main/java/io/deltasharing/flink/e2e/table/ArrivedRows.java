/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.embedded.TradesTable;
import io.deltasharing.flink.e2e.process.Failure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What Flink's file sink has committed below a directory, in JSON lines; each finished file is read
 * once. Not thread-safe.
 */
public final class ArrivedRows {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final Path directory;
  private final Set<Path> read = new HashSet<>();
  private final BitSet ids = new BitSet();
  private long doubled;
  private long wrong;

  public ArrivedRows(Path directory) {
    this.directory = directory;
  }

  /** Reads what is new, and says how many different rows there are by now. */
  public long count() {
    for (Path file : finished()) {
      if (read.add(file)) {
        readLines(file);
      }
    }
    return ids.cardinality();
  }

  /** Compares with what was committed: rows 0 to {@code committed} - 1. */
  public Verdict verdict(long committed) {
    count();
    long lost = committed - ids.get(0, Math.toIntExact(committed)).cardinality();
    long unknown = ids.cardinality() - (committed - lost);
    return new Verdict(ids.cardinality(), lost, doubled, wrong + unknown);
  }

  private List<Path> finished() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          // Flink hides what it has not committed yet.
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | java.io.UncheckedIOException e) {
      // A file was renamed while the directory was walked; the next look finds it.
      return List.of();
    }
  }

  private void readLines(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new Failure("Cannot read what the sink wrote, " + file, e);
    }
  }

  private void add(JsonNode row) {
    int id = row.path("id").asInt(-1);
    if (id < 0) {
      wrong++;
      return;
    }
    if (ids.get(id)) {
      doubled++;
    }
    ids.set(id);
    if (!isAsWritten(id, row)) {
      wrong++;
    }
  }

  private static boolean isAsWritten(int id, JsonNode row) {
    Object[] written = TradesTable.row(id);
    return row.path("symbol").asText().equals(written[1])
        && row.path("price").decimalValue().compareTo((BigDecimal) written[2]) == 0
        && Instant.parse(row.path("ts").asText()).equals(written[3]);
  }
}
