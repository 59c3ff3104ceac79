/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of a table on disk. */
final class TableFiles {
  private TableFiles() {}

  /**
   * Hadoop's checksums of files on local disk, and Delta's of versions: nothing here needs them.
   */
  static void removeChecksums(Path directory) throws IOException {
    for (Path file : below(directory)) {
      if (file.getFileName().toString().endsWith(".crc")) {
        Files.delete(file);
      }
    }
  }

  static void removeAll(Path directory) throws IOException {
    if (Files.exists(directory)) {
      below(directory).stream().sorted(Comparator.reverseOrder()).forEach(TableFiles::remove);
    }
  }

  private static List<Path> below(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.toList();
    }
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
