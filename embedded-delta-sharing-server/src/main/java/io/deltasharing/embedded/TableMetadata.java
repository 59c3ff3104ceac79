/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The answer to a metadata request: a protocol line and a metaData line, in either format. */
record TableMetadata(ServedTable table, LoggedDefinition definition) {

  SharingAnswer answer(Capabilities capabilities) throws SharingError {
    if (capabilities.offersDelta()) {
      return answer(Capabilities.DELTA, deltaProtocol(), deltaMetadata());
    }
    requireNoReaderFeatures();
    return answer(Capabilities.PARQUET, parquetProtocol(), parquetMetadata());
  }

  private SharingAnswer answer(String format, ObjectNode protocol, ObjectNode metadata) {
    ObjectNode protocolLine = Json.object();
    protocolLine.set("protocol", protocol);
    ObjectNode metadataLine = Json.object();
    metadataLine.set("metaData", metadata.put("version", definition.version()));
    table.announceAccess(metadata);
    return SharingAnswer.lines(
        Map.of(
            TableEndpoints.VERSION_HEADER,
            String.valueOf(definition.version()),
            Capabilities.HEADER,
            "responseformat=" + format),
        List.of(protocolLine, metadataLine));
  }

  private ObjectNode deltaProtocol() {
    ObjectNode protocol = Json.object();
    protocol.set("deltaProtocol", definition.protocol());
    return protocol;
  }

  private ObjectNode deltaMetadata() {
    ObjectNode metadata = Json.object();
    metadata.set("deltaMetadata", definition.metadata());
    return metadata;
  }

  private static ObjectNode parquetProtocol() {
    return Json.object().put("minReaderVersion", 1);
  }

  private ObjectNode parquetMetadata() {
    JsonNode delta = definition.metadata();
    ObjectNode metadata = Json.object();
    for (String field :
        List.of(
            "id",
            "name",
            "description",
            "format",
            "schemaString",
            "partitionColumns",
            "configuration")) {
      if (delta.hasNonNull(field)) {
        metadata.set(field, delta.get(field));
      }
    }
    return metadata;
  }

  private void requireNoReaderFeatures() throws SharingError {
    if (!definition.isPlain()) {
      throw SharingError.unsupported(
          "The table "
              + table.name()
              + " needs reader version "
              + definition.protocol().path("minReaderVersion").asInt()
              + " and the features "
              + definition.readerFeatures()
              + ", which responseformat=parquet cannot express: send the header '"
              + Capabilities.HEADER
              + ": responseformat=delta'");
    }
  }
}
