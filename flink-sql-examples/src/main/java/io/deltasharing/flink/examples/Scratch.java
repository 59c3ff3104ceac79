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

/** A new directory for the table and the profile; closing it removes it. */
record Scratch(Path directory) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  static Scratch open() {
    try {
      return new Scratch(Files.createTempDirectory("quickstart-"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make a temporary directory", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> contents = Files.walk(directory)) {
      for (Path path : contents.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} could not be removed", directory, e);
    }
  }
}
