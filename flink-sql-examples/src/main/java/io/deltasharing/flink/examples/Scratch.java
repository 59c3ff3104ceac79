/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory for the table and the profile.
 *
 * @param own made here, so closing it removes it; else that is for bin/quickstart to do
 */
record Scratch(Path directory, boolean own) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  static Scratch open() {
    String given = System.getProperty("quickstart.directory", "");
    if (!given.isEmpty()) {
      return new Scratch(Path.of(given), false);
    }
    try {
      return new Scratch(Files.createTempDirectory("quickstart-"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
  }

  @Override
  public void close() {
    if (!own) {
      return;
    }
    try (Stream<Path> contents = Files.walk(directory)) {
      for (Path path : contents.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be removed", directory, e);
    }
  }
}
