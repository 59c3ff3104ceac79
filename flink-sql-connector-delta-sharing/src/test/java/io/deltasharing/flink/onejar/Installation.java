/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files that the build has laid ready: the jar under test, and what a cluster would have. */
final class Installation {
  private Installation() {}

  /** The packaged jar. */
  static Path oneJar() {
    return path("one.jar");
  }

  /** The jars of a Flink, its logging among them. */
  static List<Path> flink() throws IOException {
    return jarsIn(path("test.flink"));
  }

  /** Old Hadoop, Parquet and Jackson. */
  static List<Path> foreign() throws IOException {
    return jarsIn(path("test.foreign"));
  }

  /** Where the programs are that run in other processes and class loaders: not in a jar. */
  static Path programs() {
    return path("test.programs");
  }

  /** The module's dependencies with versions and files, as Maven lists them. */
  static Path dependencies() {
    return path("test.dependencies");
  }

  private static Path path(String property) {
    return Path.of(
        Objects.requireNonNull(
            System.getProperty(property), () -> "the build sets the property " + property));
  }

  private static List<Path> jarsIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
