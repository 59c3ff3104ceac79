/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory for all that the program writes; closing it removes it. */
record Scratch(Path directory) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
  // Flink removes its own files at the same time.
  private static final int ATTEMPTS = 20;

  /** The directory that bin/quickstart made, or a new one. */
  static Scratch open() {
    String given = System.getProperty("quickstart.scratch", "");
    try {
      return new Scratch(
          given.isEmpty() ? Files.createTempDirectory("quickstart-") : Path.of(given));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < ATTEMPTS && Files.exists(directory); i++) {
      contents().forEach(Scratch::delete);
    }
  }

  private List<Path> contents() {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} changes while it is removed", directory, e);
      return List.of();
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("{} is not removed yet", path, e);
    }
  }
}
