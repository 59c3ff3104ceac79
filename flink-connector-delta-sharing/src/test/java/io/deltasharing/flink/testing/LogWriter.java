/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deltasharing.embedded.DeltaTableFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Commits to a table's log what Kernel does not write: each method is one version. */
public final class LogWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path directory;

  /**
   * @param directory the table's
   */
  public LogWriter(Path directory) {
    this.directory = directory;
  }

  /** Changes the text of the table's schema. */
  public long changeSchema(UnaryOperator<String> change) throws IOException {
    return changeMetadata(
        it -> it.put("schemaString", change.apply(it.path("schemaString").asText())));
  }

  /** Puts another table in this one's place. */
  public long replace() throws IOException {
    return changeMetadata(it -> it.put("id", "00000000-0000-0000-0000-000000000007"));
  }

  /** Asks a feature of readers. */
  public long requireFeature(String feature) throws IOException {
    return commit(
        """
        {"protocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["%s"],\
        "writerFeatures":["%s"]}}
        """
            .formatted(feature, feature));
  }

  /** Removes all files that a version added. */
  public long delete(long version) throws IOException {
    StringBuilder removes = new StringBuilder();
    try (Stream<String> lines = Files.lines(file(version))) {
      for (String line : (Iterable<String>) lines::iterator) {
        JsonNode add = JSON.readTree(line).path("add");
        if (add.isObject()) {
          ObjectNode remove = JSON.createObjectNode();
          remove.set("path", add.path("path"));
          remove.put("dataChange", true).put("deletionTimestamp", 1);
          ObjectNode action = JSON.createObjectNode();
          action.set("remove", remove);
          removes.append(action).append('\n');
        }
      }
    }
    return commit("{\"commitInfo\":{\"operation\":\"DELETE\"}}\n" + removes);
  }

  private interface MetadataChange {
    ObjectNode apply(ObjectNode metadata);
  }

  private long changeMetadata(MetadataChange change) throws IOException {
    ObjectNode last = null;
    for (long version = newest(); version >= 0 && last == null; version--) {
      try (Stream<String> lines = Files.lines(file(version))) {
        for (String line : (Iterable<String>) lines::iterator) {
          JsonNode metadata = JSON.readTree(line).path("metaData");
          last = metadata instanceof ObjectNode found ? found : last;
        }
      }
    }
    if (last == null) {
      throw new IOException("no metadata in the log of " + directory);
    }
    ObjectNode line = JSON.createObjectNode();
    line.set("metaData", change.apply(last));
    return commit(line.toString());
  }

  private long commit(String lines) throws IOException {
    long version = newest() + 1;
    // Written aside: a reader must not see half of it.
    Path aside = Files.writeString(directory.resolve("commit-" + version), lines);
    Files.move(aside, file(version));
    return version;
  }

  private long newest() {
    return DeltaTableFixture.open(directory).latestVersion();
  }

  private Path file(long version) {
    return directory
        .resolve("_delta_log")
        .resolve(String.format(Locale.ROOT, "%020d.json", version));
  }
}
