/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A table that delta-spark wrote, and what it must give, as delta-spark-tables/README.md describes
 * it.
 *
 * @param directory holds {@code _delta_log}
 * @param versions those of which something is known, oldest first
 */
public record WrittenTable(String name, Path directory, List<WrittenVersion> versions) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A table below a directory of its name. */
  static WrittenTable at(Path home) throws IOException {
    JsonNode document = JSON.readTree(home.resolve("expected.json").toFile());
    List<WrittenVersion> versions = new ArrayList<>();
    document.path("versions").forEach(it -> versions.add(new WrittenVersion(it)));
    return new WrittenTable(
        home.getFileName().toString(), home.resolve("table"), List.copyOf(versions));
  }

  public WrittenVersion version(long version) {
    return versions.stream().filter(it -> it.version() == version).findFirst().orElseThrow();
  }

  public WrittenVersion latest() {
    return versions.get(versions.size() - 1);
  }

  @Override
  public String toString() {
    return name;
  }
}
