/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A library that went into the packaged jar.
 *
 * @param coordinates group, artifact and version
 * @param file the original jar
 */
record BundledArtifact(String coordinates, Path file) {
  private static final Pattern LISTED =
      Pattern.compile(
          "\\s+([\\w.-]+:[\\w.-]+):jar:([\\w.-]+):(?:compile|runtime):(.+?)(?: -- module .*)?");

  /** Ourselves, and what the POM of this module leaves out as a whole. */
  private static final List<String> NOT_BUNDLED =
      List.of("io.deltasharing:", "javax.annotation:javax.annotation-api:", "org.slf4j:slf4j-api:");

  static List<BundledArtifact> all() throws IOException {
    return Files.readAllLines(Installation.dependencies()).stream()
        .map(LISTED::matcher)
        .filter(Matcher::matches)
        .map(it -> new BundledArtifact(it.group(1) + ":" + it.group(2), Path.of(it.group(3))))
        .filter(it -> NOT_BUNDLED.stream().noneMatch(it.coordinates()::startsWith))
        .toList();
  }

  List<String> names() throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.stream().filter(it -> !it.isDirectory()).map(ZipEntry::getName).toList();
    }
  }

  String text(String name) throws IOException {
    try (ZipFile jar = new ZipFile(file.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public String toString() {
    return coordinates;
  }
}
