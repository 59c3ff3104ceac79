/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The answer about a table's metadata, in either format. Which one it is shows in the content, not
 * in the header: gateways drop headers they do not know.
 */
final class TableMetadataReader {
  private static final int PARQUET_READER_VERSION = 1;

  private TableMetadataReader() {}

  static TableMetadata read(Answer answer) {
    List<AnswerObject> lines = answer.objects();
    AnswerObject protocol = line("protocol", lines, answer.origin());
    AnswerObject metadata = line("metaData", lines, answer.origin());
    Optional<AnswerObject> delta = metadata.object("deltaMetadata");
    return metadata(
        delta.orElse(metadata),
        metadata,
        delta.isPresent() ? deltaProtocol(protocol) : parquetProtocol(protocol),
        answer.tableVersion(),
        delta.isPresent() ? ResponseFormat.DELTA : ResponseFormat.PARQUET);
  }

  private static AnswerObject line(String kind, List<AnswerObject> lines, Origin origin) {
    return lines.stream()
        .flatMap(line -> line.object(kind).stream())
        .findFirst()
        .orElseThrow(() -> origin.senseless("it lacks the line '" + kind + "'"));
  }

  /**
   * @param table what the Delta log says of the table
   * @param sharing what the server says beside it; in the parquet format the same object
   */
  private static TableMetadata metadata(
      AnswerObject table,
      AnswerObject sharing,
      TableProtocol protocol,
      OptionalLong version,
      ResponseFormat format) {
    return new TableMetadata(
        table.requiredText("id"),
        table.text("name"),
        table.requiredText("schemaString"),
        table.texts("partitionColumns"),
        table.textMap("configuration"),
        protocol,
        sharing.text("location"),
        sharing.texts("auxiliaryLocations"),
        accessModes(sharing),
        version,
        sharing.number("size"),
        sharing.number("numFiles"),
        format);
  }

  private static TableProtocol deltaProtocol(AnswerObject line) {
    AnswerObject protocol = line.requiredObject("deltaProtocol");
    return new TableProtocol(
        protocol.requiredInt("minReaderVersion"),
        Set.copyOf(protocol.texts("readerFeatures")),
        OptionalInt.of(protocol.requiredInt("minWriterVersion")),
        Set.copyOf(protocol.texts("writerFeatures")));
  }

  private static TableProtocol parquetProtocol(AnswerObject line) {
    int version = line.requiredInt("minReaderVersion");
    if (version > PARQUET_READER_VERSION) {
      throw new SharingProtocolException(
          line.origin()
              .says(
                  "requires version %d of the sharing protocol's reader, and this connector has %d: upgrade the connector."
                      .formatted(version, PARQUET_READER_VERSION)));
    }
    return new TableProtocol(version, Set.of(), OptionalInt.empty(), Set.of());
  }

  /** Modes of which we know none must not pass for modes left out, which would mean url. */
  private static Set<AccessMode> accessModes(AnswerObject sharing) {
    List<String> words = sharing.texts("accessModes");
    Set<AccessMode> modes = AccessMode.among(words);
    if (modes.isEmpty() && !words.isEmpty()) {
      throw sharing
          .origin()
          .senseless("it offers only access modes unknown here: " + SafeText.of(words.toString()));
    }
    return modes;
  }
}
