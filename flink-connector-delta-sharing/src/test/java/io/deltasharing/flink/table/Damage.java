/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;

/** Breaks one thing in a table on disk. */
@FunctionalInterface
interface Damage {
  ObjectMapper JSON = new ObjectMapper();

  /**
   * Breaks it.
   *
   * @param table the table's directory
   * @return the file that is broken, relative to that
   */
  String apply(Path table) throws IOException;

  /** What is done to the bytes of a file. */
  interface Bytes {
    byte[] changed(byte[] bytes) throws IOException;
  }

  /** Finds a file of a table. */
  interface Culprit {
    String in(Path table) throws IOException;
  }

  static Damage bytes(Culprit culprit, Bytes change) {
    return table -> {
      String file = culprit.in(table);
      Path path = table.resolve(file);
      Files.write(path, change.changed(Files.readAllBytes(path)));
      return file;
    };
  }

  static Damage missing(Culprit culprit) {
    return table -> {
      String file = culprit.in(table);
      Files.delete(table.resolve(file));
      return file;
    };
  }

  /** Without the commits before a version, which a checkpoint then stands for. */
  default Damage withoutCommitsBefore(long version) {
    return table -> {
      for (long i = 0; i < version; i++) {
        Files.deleteIfExists(table.resolve(commit(i)));
      }
      return apply(table);
    };
  }

  static String commit(long version) {
    return "_delta_log/%020d.json".formatted(version);
  }

  /** The first file whose path within the table ends like this. */
  static Culprit file(String regex) {
    return table -> {
      try (Stream<Path> files = Files.walk(table)) {
        return files
            .map(it -> table.relativize(it).toString())
            .filter(it -> it.matches(regex))
            .sorted()
            .findFirst()
            .orElseThrow();
      }
    };
  }

  /** The first data file that a version adds. */
  static Culprit addedBy(long version) {
    return table -> {
      for (String line : Files.readAllLines(table.resolve(commit(version)))) {
        JsonNode add = JSON.readTree(line).path("add");
        if (add.isObject()) {
          return add.path("path").asText();
        }
      }
      throw new IOException("version " + version + " adds no file");
    };
  }

  /** Changes the first {@code add} of a version. */
  static Damage add(long version, Consumer<ObjectNode> change, Culprit named) {
    return table -> {
      Path commit = table.resolve(commit(version));
      List<String> lines = Files.readAllLines(commit);
      for (int i = 0; i < lines.size(); i++) {
        JsonNode action = JSON.readTree(lines.get(i));
        if (action.path("add") instanceof ObjectNode add) {
          change.accept(add);
          lines.set(i, action.toString());
          break;
        }
      }
      Files.write(commit, lines);
      return named.in(table);
    };
  }

  /** Leaves so many bytes out at the end. */
  static Bytes shorterBy(int bytes) {
    return it -> Arrays.copyOf(it, it.length - bytes);
  }

  /** Only the first half is left. */
  static byte[] half(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length / 2);
  }

  static byte[] letters(byte[] bytes) {
    return "x".repeat(bytes.length).getBytes(UTF_8);
  }

  static byte[] none(byte[] bytes) {
    return new byte[0];
  }

  /** Inverts bytes. */
  static Bytes flipped(int from, int count) {
    return it -> {
      byte[] changed = it.clone();
      for (int i = from; i < from + count; i++) {
        changed[i] = (byte) ~changed[i];
      }
      return changed;
    };
  }

  static Bytes zeroed(int from, int count) {
    return it -> {
      byte[] changed = it.clone();
      Arrays.fill(changed, from, from + count, (byte) 0);
      return changed;
    };
  }

  static Bytes text(UnaryOperator<String> change) {
    return it -> change.apply(new String(it, UTF_8)).getBytes(UTF_8);
  }

  /** Without the lines that hold this action. */
  static Bytes without(String action) {
    return text(
        it ->
            it.lines()
                .filter(line -> !line.startsWith("{\"" + action + "\""))
                .collect(Collectors.joining("\n", "", "\n")));
  }

  /** Without the rows of a checkpoint in Parquet that hold this action. */
  static Bytes withoutRows(String action) {
    return it -> {
      Path directory = Files.createTempDirectory("checkpoint");
      Path from = Files.write(directory.resolve("from.parquet"), it);
      Path to = directory.resolve("to.parquet");
      try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(from));
          ParquetReader<Group> rows =
              ParquetReader.builder(
                      new GroupReadSupport(), new org.apache.hadoop.fs.Path(from.toUri()))
                  .build();
          ParquetWriter<Group> writer =
              ExampleParquetWriter.builder(new LocalOutputFile(to))
                  .withType(file.getFileMetaData().getSchema())
                  .build()) {
        for (Group row = rows.read(); row != null; row = rows.read()) {
          if (row.getFieldRepetitionCount(action) == 0) {
            writer.write(row);
          }
        }
      }
      return Files.readAllBytes(to);
    };
  }

  /** With the first data file of another table, beside this one, in the place of its own. */
  static Damage replaced(Culprit culprit, String other) {
    return table -> {
      String file = culprit.in(table);
      Path tables = table.resolveSibling("tables");
      Path home = tables.resolve(other).resolve("table");
      Files.copy(
          home.resolve(addedBy(1).in(home)),
          table.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
      return file;
    };
  }
}
