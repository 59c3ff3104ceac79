/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.delta.kernel.Snapshot;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.internal.json.JsonUtils;
import io.delta.kernel.internal.actions.Protocol;
import java.util.List;
import java.util.Map;

/** The answer to a metadata request: a protocol line and a metaData line, in either format. */
record TableMetadata(ServedTable table, Snapshot snapshot) {

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
    metadataLine.set("metaData", metadata.put("version", snapshot.getVersion()));
    table.announceAccess(metadata);
    return SharingAnswer.lines(
        Map.of(
            TableEndpoints.VERSION_HEADER,
            String.valueOf(snapshot.getVersion()),
            Capabilities.HEADER,
            "responseformat=" + format),
        List.of(protocolLine, metadataLine));
  }

  private ObjectNode deltaProtocol() throws SharingError {
    ObjectNode protocol = Json.object();
    protocol.set("deltaProtocol", json(snapshot.getProtocol().toRow()));
    return protocol;
  }

  private ObjectNode deltaMetadata() throws SharingError {
    ObjectNode metadata = Json.object();
    metadata.set("deltaMetadata", json(snapshot.getMetadata().toRow()));
    return metadata;
  }

  private static ObjectNode parquetProtocol() {
    return Json.object().put("minReaderVersion", 1);
  }

  private ObjectNode parquetMetadata() throws SharingError {
    JsonNode delta = json(snapshot.getMetadata().toRow());
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
    Protocol protocol = snapshot.getProtocol();
    boolean plain =
        protocol.getMinReaderVersion() == 1
            || (protocol.supportsReaderFeatures() && protocol.getReaderFeatures().isEmpty());
    if (!plain) {
      throw SharingError.unsupported(
          "The table "
              + table.name()
              + " needs reader version "
              + protocol.getMinReaderVersion()
              + " and the features "
              + protocol.getReaderFeatures()
              + ", which responseformat=parquet cannot express: send the header '"
              + Capabilities.HEADER
              + ": responseformat=delta'");
    }
  }

  private JsonNode json(Row row) throws SharingError {
    try {
      return Json.parse(JsonUtils.rowToJson(row));
    } catch (JsonProcessingException e) {
      throw SharingError.internal("The log of " + table.name() + " is not valid JSON");
    }
  }
}
