/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The tables that delta-spark wrote, which are resources: of a directory, or of the jar of tests
 * when they run on another Flink.
 */
public final class WrittenTables {
  private static final String RESOURCES = "/delta-spark";

  private WrittenTables() {}

  /** All tables, in the order of their names, copied so that they can be served and changed. */
  public static List<WrittenTable> copyTo(Path directory) throws IOException {
    URI resources = resources();
    if (resources.getScheme().equals("file")) {
      copy(Path.of(resources), directory);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(resources, Map.of())) {
        copy(jar.getPath(RESOURCES), directory);
      }
    }
    List<WrittenTable> tables = new ArrayList<>();
    try (Stream<Path> homes = Files.list(directory)) {
      for (Path home : homes.sorted().toList()) {
        tables.add(WrittenTable.at(home));
      }
    }
    return tables;
  }

  private static URI resources() {
    try {
      return Objects.requireNonNull(WrittenTables.class.getResource(RESOURCES)).toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
