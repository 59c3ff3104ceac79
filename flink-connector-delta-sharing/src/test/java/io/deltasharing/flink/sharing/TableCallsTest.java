/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableCallsTest {
  private ClientFixture fixture;
  private ScriptedServer server;

  @BeforeEach
  void start() throws IOException {
    fixture = new ClientFixture();
    server = fixture.server;
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private TableMetadata metadata() throws InterruptedException {
    return fixture.client().tableMetadata(ClientFixture.TABLE);
  }

  @Test
  void readsMetadataInParquetFormat() throws Exception {
    server.then(
        200,
        """
        {"protocol": {"minReaderVersion": 1}}
        {"metaData": {"id": "tid", "name": "n", "format": {"provider": "parquet"}, "schemaString": "{}", "partitionColumns": ["p"], "configuration": {"k": "v"}, "size": 1, "location": "s3://b/t", "auxiliaryLocations": ["s3://b/u"], "accessModes": ["dir"]}}
        """,
        "Delta-Table-Version",
        "12",
        "Content-Type",
        "application/x-ndjson; charset=utf-8");

    assertThat(metadata())
        .isEqualTo(
            new TableMetadata(
                "tid",
                Optional.of("n"),
                "{}",
                List.of("p"),
                Map.of("k", "v"),
                new TableProtocol(1, Set.of(), OptionalInt.empty(), Set.of()),
                Optional.of("s3://b/t"),
                List.of("s3://b/u"),
                Set.of(AccessMode.DIR),
                OptionalLong.of(12),
                OptionalLong.of(1),
                OptionalLong.empty(),
                ResponseFormat.PARQUET));
    assertThat(server.onlyRequest().target())
        .isEqualTo("/api/shares/s/schemas/c/tables/t/metadata");
    assertThat(server.onlyRequest().header("delta-sharing-capabilities"))
        .isEqualTo(
            "responseformat=delta,parquet;readerfeatures=deletionvectors,columnmapping,"
                + "timestampntz,typewidening,typewidening-preview,v2checkpoint,"
                + "vacuumprotocolcheck,varianttype,varianttype-preview");
  }

  @Test
  void readsMetadataInDeltaFormat() throws Exception {
    server.then(
        200,
        """
        {"protocol":{"deltaProtocol":{"minReaderVersion":3,"minWriterVersion":7,"readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors","rowTracking"]}}}

        {"metaData":{"deltaMetadata":{"id":"tid","format":{},"schemaString":"{}"},"size":9,"numFiles":"2","location":"s3://b/t","accessModes":["url","dir","teleport"]}}""",
        "delta-sharing-capabilities",
        "responseformat=delta");

    assertThat(metadata())
        .isEqualTo(
            new TableMetadata(
                "tid",
                Optional.empty(),
                "{}",
                List.of(),
                Map.of(),
                new TableProtocol(
                    3,
                    Set.of("deletionVectors"),
                    OptionalInt.of(7),
                    Set.of("deletionVectors", "rowTracking")),
                Optional.of("s3://b/t"),
                List.of(),
                Set.of(AccessMode.URL, AccessMode.DIR),
                OptionalLong.empty(),
                OptionalLong.of(9),
                OptionalLong.of(2),
                ResponseFormat.DELTA));
  }

  @Test
  void omittedAccessModesAreEmpty() throws Exception {
    server.then(
        200,
        """
        {"protocol":{"minReaderVersion":1}}
        {"metaData":{"id":"tid","schemaString":"{}"}}""");
    assertThat(metadata().accessModes()).isEmpty();
  }

  @Test
  void unknownAccessModesMustNotPassForNone() {
    server.then(
        200,
        """
        {"protocol":{"minReaderVersion":1}}
        {"metaData":{"id":"tid","schemaString":"{}","accessModes":["teleport"]}}""");
    assertMetadataSenseless("it offers only access modes unknown here: [teleport]");
  }

  @Test
  void aNewerSharingProtocolNeedsANewerConnector() {
    server.then(
        200,
        """
        {"protocol":{"minReaderVersion":2}}
        {"metaData":{"id":"tid","schemaString":"{}"}}""");
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(this::metadata)
        .withMessage(
            fixture.asked("the metadata of table s.c.t")
                + "requires version 2 of the sharing protocol's reader, and this connector has 1:"
                + " upgrade the connector.");
  }

  @Test
  void metadataNeedsItsLinesAndFields() {
    server
        .then(200, "{\"protocol\":{\"minReaderVersion\":1}}")
        .then(200, "{\"protocol\":{\"minReaderVersion\":1}}{\"metaData\":{\"id\":\"x\"}}")
        .then(
            200,
            "{\"protocol\":{\"minReaderVersion\":99999999999}}"
                + "{\"metaData\":{\"id\":\"x\",\"schemaString\":\"{}\"}}");
    assertMetadataSenseless("it lacks the line 'metaData'");
    assertMetadataSenseless("it lacks the field 'schemaString'");
    assertMetadataSenseless("it lacks the field 'minReaderVersion'");
  }

  private void assertMetadataSenseless(String words) {
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(this::metadata)
        .withMessage(
            fixture.asked("the metadata of table s.c.t")
                + "gave an answer that makes no sense: "
                + words
                + ". The endpoint may not be a Delta Sharing server, or may speak a newer"
                + " protocol.");
  }

  @Test
  void readsAVersion() throws Exception {
    server.then(200, "", "delta-table-version", "123");
    assertThat(fixture.client().tableVersion(ClientFixture.TABLE)).isEqualTo(123);
    assertThat(server.onlyRequest().target()).isEqualTo("/api/shares/s/schemas/c/tables/t/version");
  }

  @Test
  void aVersionMustBeThereAndANumber() {
    server.then(200, "").then(200, "", "Delta-Table-Version", "latest");
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> fixture.client().tableVersion(ClientFixture.TABLE))
        .withMessageContaining("the header Delta-Table-Version is missing");
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> fixture.client().tableVersion(ClientFixture.TABLE))
        .withMessageContaining("the header Delta-Table-Version is 'latest', not a number");
  }

  @Test
  void sendsTokenAndUserAgentAndEncodesNames() throws Exception {
    server.then(200, "", "Delta-Table-Version", "1");
    fixture.client().tableVersion(new SharedTableName("a.b", "c&d", "\u00fc"));
    ScriptedServer.Request request = server.onlyRequest();
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.target()).isEqualTo("/api/shares/a.b/schemas/c%26d/tables/%C3%BC/version");
    assertThat(request.header("Authorization")).isEqualTo("Bearer sekret-1");
    assertThat(request.header("User-Agent"))
        .isEqualTo("flink-connector-delta-sharing/1 Flink/2 Java/3");
  }
}
