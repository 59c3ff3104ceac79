/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.history;

import io.deltasharing.flink.plan.DeletionVector;
import java.util.Collection;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Actions as they stand in a log. */
final class CommitText {
  private CommitText() {}

  static String add(HistoryFile file, boolean dataChange) {
    return "{\"add\":{\"path\":\"%s\",\"partitionValues\":{},\"size\":%d,\"modificationTime\":0,\"dataChange\":%s%s}}"
        .formatted(encoded(file.path()), file.size(), dataChange, vector(file.vector()));
  }

  static String remove(HistoryFile file, boolean dataChange) {
    return "{\"remove\":{\"path\":\"%s\",\"deletionTimestamp\":0,\"dataChange\":%s,\"extendedFileMetadata\":false%s}}"
        .formatted(encoded(file.path()), dataChange, vector(file.vector()));
  }

  static String info(String operation) {
    return "{\"commitInfo\":{\"timestamp\":0,\"operation\":\"%s\"}}".formatted(operation);
  }

  /**
   * @param features none for the protocol that had no names for them
   */
  static String protocol(Collection<String> features) {
    if (features.isEmpty()) {
      return "{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}";
    }
    String names =
        new TreeSet<>(features)
            .stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(","));
    return ("{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[%s],"
            + "\"writerFeatures\":[%s]}}")
        .formatted(names, names);
  }

  /**
   * @param columns how many there are besides the one that is read
   */
  static String metaData(int columns, int properties) {
    StringBuilder fields = new StringBuilder(field("id"));
    for (int i = 0; i < columns; i++) {
      fields.append(',').append(field("more" + i));
    }
    String schema = "{\"type\":\"struct\",\"fields\":[" + fields + "]}";
    return ("{\"metaData\":{\"id\":\"f1e2\",\"format\":{\"provider\":\"parquet\",\"options\":{}},"
            + "\"schemaString\":\"%s\",\"partitionColumns\":[],\"configuration\":{%s},"
            + "\"createdTime\":0}}")
        .formatted(
            schema.replace("\"", "\\\""), properties == 0 ? "" : "\"team\":\"" + properties + "\"");
  }

  static String checkpointMetadata(long version) {
    return "{\"checkpointMetadata\":{\"version\":" + version + "}}";
  }

  private static String field(String name) {
    return "{\"name\":\"%s\",\"type\":\"long\",\"nullable\":true,\"metadata\":{}}".formatted(name);
  }

  private static String vector(@Nullable DeletionVector vector) {
    return vector == null
        ? ""
        : (",\"deletionVector\":{\"storageType\":\"%s\",\"pathOrInlineDv\":\"%s\",\"offset\":%s,"
                + "\"sizeInBytes\":%d,\"cardinality\":%d}")
            .formatted(
                vector.storageType(),
                vector.pathOrInline(),
                vector.offset(),
                vector.sizeInBytes(),
                vector.cardinality());
  }

  private static String encoded(String path) {
    return path.replace(" ", "%20");
  }
}
