/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StructType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharingApiITCase {

  private static final String TRADES = "shares/demo/schemas/market/tables/trades/";
  private static final String MAPPED = "shares/demo/schemas/market/tables/mapped/";
  private static final String ROOT = "s3://embedded-delta-sharing/demo/market/trades";

  @TempDir Path directory;
  private final ManualClock clock = new ManualClock();
  private TradesTable trades;
  private EmbeddedDeltaSharingServer server;
  private SharingClient client;

  @BeforeEach
  void start() {
    trades = TradesTable.create(directory.resolve("trades"));
    DeltaTableFixture.create(
        directory.resolve("mapped"),
        new StructType().add("id", LongType.LONG),
        List.of(),
        Map.of("delta.columnMapping.mode", "name"));
    server =
        EmbeddedDeltaSharingServer.builder()
            .clock(clock)
            .credentialLifetime(Duration.ofSeconds(15))
            .table("demo.market.trades", trades.directory())
            .table(
                SharedTable.of("demo.market.mapped", directory.resolve("mapped"))
                    .withAccessModes("url"))
            .table(SharedTable.of("demo.other.silent", trades.directory()).withAccessModes())
            .table(
                SharedTable.of("second.main.parts", trades.directory())
                    .withAccessModes("dir")
                    .withAuxiliaryLocation("s3a://archive/parts/", directory.resolve("archive")))
            .start();
    client = SharingClient.of(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsSharesSchemasAndTables() throws IOException, InterruptedException {
    assertThat(names("shares")).containsExactly("demo", "second");
    assertThat(names("shares/DEMO/schemas")).containsExactly("market", "other");
    assertThat(names("shares/demo/schemas/Market/tables")).containsExactly("mapped", "trades");
    assertThat(names("shares/demo/all-tables")).containsExactly("mapped", "trades", "silent");
    assertThat(SharingClient.json(client.get("shares/demo")).at("/share/name").asText())
        .isEqualTo("demo");
  }

  @Test
  void pagesThroughListings() throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    String token = "";
    int pages = 0;
    do {
      JsonNode page =
          SharingClient.json(client.get("shares/demo/all-tables?maxResults=1&pageToken=" + token));
      page.path("items").forEach(item -> found.add(item.path("name").asText()));
      token = page.path("nextPageToken").asText();
      pages++;
    } while (!token.isEmpty());
    assertThat(found).containsExactly("mapped", "trades", "silent");
    assertThat(pages).isEqualTo(3);
    assertThat(server.counters().requests(RequestKind.LIST_ALL_TABLES)).isEqualTo(3);
  }

  @Test
  void announcesHowTablesAreRead() throws IOException, InterruptedException {
    JsonNode tables = items("shares/demo/all-tables");
    assertThat(tables.get(1))
        .isEqualTo(
            Json.parse(
                """
                {"name":"trades","schema":"market","share":"demo",
                 "accessModes":["url","dir"],"location":"%s"}
                """
                    .formatted(ROOT)));
    assertThat(tables.get(0).path("accessModes").toString()).isEqualTo("[\"url\"]");
    assertThat(tables.get(0).has("location")).isFalse();
    assertThat(tables.get(2).has("accessModes")).isFalse();
    assertThat(tables.get(2).has("location")).isFalse();
    assertThat(items("shares/second/all-tables").get(0).path("auxiliaryLocations").toString())
        .isEqualTo("[\"s3://archive/parts\"]");
  }

  @Test
  void tellsTheVersionAsItGrows() throws IOException, InterruptedException {
    assertThat(version("version")).isEqualTo("0");
    trades.append(1);
    assertThat(version("version")).isEqualTo("1");
    assertThat(version("version?startingTimestamp=2020-01-01T00:00:00Z")).isEqualTo("0");
    assertError(
        client.get(TRADES + "version?startingTimestamp=2999-01-01T00:00:00Z"),
        400,
        "INVALID_PARAMETER_VALUE");
  }

  @Test
  void answersMetadataInTheParquetFormat() throws IOException, InterruptedException {
    trades.append(1);
    HttpResponse<String> response = client.get(TRADES + "metadata");
    List<JsonNode> lines = lines(response);
    assertThat(response.headers().firstValue("Delta-Table-Version")).contains("1");
    assertThat(response.headers().firstValue("delta-sharing-capabilities"))
        .contains("responseformat=parquet");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("x-ndjson");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).toString()).isEqualTo("{\"protocol\":{\"minReaderVersion\":1}}");
    JsonNode metadata = lines.get(1).path("metaData");
    assertThat(metadata.path("schemaString").asText()).contains("decimal(12,4)");
    assertThat(metadata.path("format").path("provider").asText()).isEqualTo("parquet");
    assertThat(metadata.path("partitionColumns").isArray()).isTrue();
    assertThat(metadata.path("version").asLong()).isEqualTo(1);
    assertThat(metadata.path("location").asText()).isEqualTo(ROOT);
    assertThat(metadata.path("accessModes").toString()).isEqualTo("[\"url\",\"dir\"]");
    assertThat(lines(client.get(TRADES + "metadata?version=0")).get(1).at("/metaData/version"))
        .hasToString("0");
  }

  @Test
  void answersMetadataInTheDeltaFormat() throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            client
                .request(TRADES + "metadata")
                .header("delta-sharing-capabilities", "responseFormat=delta,parquet"));
    List<JsonNode> lines = lines(response);
    assertThat(response.headers().firstValue("delta-sharing-capabilities"))
        .contains("responseformat=delta");
    assertThat(lines.get(0).at("/protocol/deltaProtocol/minReaderVersion").asInt()).isEqualTo(1);
    JsonNode metadata = lines.get(1).path("metaData");
    assertThat(metadata.at("/deltaMetadata/schemaString").asText()).contains("decimal(12,4)");
    assertThat(metadata.path("location").asText()).isEqualTo(ROOT);
    assertThat(metadata.path("version").asLong()).isZero();
  }

  @Test
  void needsTheDeltaFormatForReaderFeatures() throws IOException, InterruptedException {
    HttpResponse<String> refused = client.get(MAPPED + "metadata");
    assertError(refused, 400, "UNSUPPORTED_OPERATION");
    assertThat(refused.body()).contains("responseformat=delta");
    HttpResponse<String> answered =
        client.send(
            client
                .request(MAPPED + "metadata")
                .header("delta-sharing-capabilities", "responseformat=delta"));
    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.body()).contains("delta.columnMapping.mode");
  }

  @ParameterizedTest
  @ValueSource(strings = {"catalogManaged", "notYetInvented"})
  void tellsTheDefinitionOfTablesThatItCannotReadItself(String feature) throws Exception {
    String needed =
        "{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\""
            + feature
            + "\"],\"writerFeatures\":[\""
            + feature
            + "\"]}";
    Path commit = trades.directory().resolve("_delta_log/00000000000000000000.json");
    String lines = Files.readString(commit);
    Files.writeString(
        commit, lines.replaceFirst("\"protocol\":\\{[^}]*}", "\"protocol\":" + needed));

    HttpResponse<String> answered =
        client.send(
            client
                .request(TRADES + "metadata")
                .header("delta-sharing-capabilities", "responseformat=delta"));

    assertThat(answered.statusCode()).isEqualTo(200);
    List<JsonNode> told = lines(answered);
    assertThat(told.get(0).at("/protocol/deltaProtocol")).isEqualTo(Json.parse(needed));
    assertThat(told.get(1).at("/metaData/deltaMetadata/schemaString").asText())
        .contains("decimal(12,4)");
    assertError(client.get(TRADES + "metadata"), 400, "UNSUPPORTED_OPERATION");
  }

  @Test
  void vendsCredentialsForTheRoot() throws IOException, InterruptedException {
    HttpResponse<String> response = client.askForCredentials("demo.market.trades", "");
    JsonNode credentials = SharingClient.json(response).path("credentials");
    assertThat(credentials.path("location").asText()).isEqualTo(ROOT);
    assertThat(credentials.path("expirationTime").asLong())
        .isEqualTo(clock.instant().plusSeconds(15).toEpochMilli());
    assertThat(credentials.path("awsTempCredentials").properties()).hasSize(3);
    assertThat(server.counters().vends()).isEqualTo(1);
    assertThat(server.counters().vends(ROOT)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "s3a://embedded-delta-sharing/second/main/parts, s3://embedded-delta-sharing/second/main/parts",
    "s3://embedded-delta-sharing/second/main/parts/p=1/,"
        + " s3://embedded-delta-sharing/second/main/parts/p=1",
    "s3n://archive/parts, s3://archive/parts",
    "s3://archive/parts/old, s3://archive/parts/old"
  })
  void vendsForTheTablesLocations(String asked, String vended)
      throws IOException, InterruptedException {
    JsonNode answer = SharingClient.json(askFor(asked));
    assertThat(answer.at("/credentials/location").asText()).isEqualTo(vended);
    assertThat(server.counters().vends(vended)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://embedded-delta-sharing/second/main/parts2",
    "s3://embedded-delta-sharing/second/main",
    "s3://archive/parts2/x",
    "s3://elsewhere/second/main/parts",
    "gs://archive/parts",
    "nonsense"
  })
  void refusesOtherLocations(String asked) throws IOException, InterruptedException {
    assertError(askFor(asked), 400, "INVALID_PARAMETER_VALUE");
    assertThat(server.counters().refusals(RefusalKind.INVALID_LOCATION)).isEqualTo(1);
    assertThat(server.counters().vends()).isZero();
  }

  @Test
  void vendsOnlyForDirectoryAccess() throws IOException, InterruptedException {
    HttpResponse<String> refused = client.askForCredentials("demo.market.mapped", "");
    assertError(refused, 403, "PERMISSION_DENIED");
    assertThat(refused.body()).contains("accessModes");
    assertThat(client.askForCredentials("demo.other.silent", "not json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void stopsAndResumesVending() throws IOException, InterruptedException {
    server.stopVending();
    assertError(client.askForCredentials("demo.market.trades", ""), 500, "INTERNAL_ERROR");
    server.resumeVending();
    assertThat(client.askForCredentials("demo.market.trades", "").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesCallsWithoutTheToken() throws IOException, InterruptedException {
    URI shares = URI.create(server.endpoint() + "shares");
    assertError(client.send(HttpRequest.newBuilder(shares)), 401, "UNAUTHENTICATED");
    assertError(
        client.send(HttpRequest.newBuilder(shares).header("Authorization", "Bearer wrong")),
        401,
        "UNAUTHENTICATED");
    assertThat(server.counters().refusals(RefusalKind.UNAUTHENTICATED)).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "shares/none, 404, RESOURCE_DOES_NOT_EXIST",
    "shares/none/schemas, 404, RESOURCE_DOES_NOT_EXIST",
    "shares/demo/schemas/none/tables, 404, RESOURCE_DOES_NOT_EXIST",
    "shares/demo/schemas/market/tables/none/version, 404, RESOURCE_DOES_NOT_EXIST",
    "elsewhere, 404, RESOURCE_DOES_NOT_EXIST",
    "shares?maxResults=x, 400, INVALID_PARAMETER_VALUE",
    "shares?pageToken=x, 400, INVALID_PARAMETER_VALUE",
    "shares/demo/schemas/market/tables/trades/metadata?version=9, 400, INVALID_PARAMETER_VALUE",
    "shares/demo/schemas/market/tables/trades/metadata?version=x, 400, INVALID_PARAMETER_VALUE",
    "shares/demo/schemas/market/tables/trades/metadata?timestamp=x, 400, INVALID_PARAMETER_VALUE",
    "shares/demo/schemas/market/tables/trades/changes, 400, UNSUPPORTED_OPERATION"
  })
  void answersErrorsInTheProtocolsForm(String path, int status, String errorCode)
      throws IOException, InterruptedException {
    assertError(client.get(path), status, errorCode);
  }

  @Test
  void datesAnswersByItsOwnClock() throws IOException, InterruptedException {
    assertThat(client.get("shares").headers().allValues("Date"))
        .containsExactly("Sun, 01 Mar 2026 10:00:00 GMT");
  }

  @Test
  void writesAProfileForItsOwnerOnly() throws IOException {
    Path file = server.writeProfile(directory.resolve("demo.share"));
    JsonNode profile = Json.parse(Files.readString(file));
    assertThat(profile.path("shareCredentialsVersion").asInt()).isEqualTo(1);
    assertThat(profile.path("endpoint").asText())
        .isEqualTo(server.endpoint().toString())
        .matches("http://127\\.0\\.0\\.1:\\d+/delta-sharing/");
    assertThat(profile.path("bearerToken").asText()).isEqualTo(server.bearerToken());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    server.writeProfile(file);
  }

  @Test
  void sharesFurtherTables() throws IOException, InterruptedException {
    server.share(SharedTable.of("third.main.late", trades.directory()));
    assertThat(names("shares")).contains("third");
    assertThatThrownBy(() -> server.share(SharedTable.of("Third.main.Late", directory)))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> server.location("no.such.table"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private HttpResponse<String> askFor(String location) throws IOException, InterruptedException {
    return client.askForCredentials(
        "second.main.parts", Json.object().put("location", location).toString());
  }

  private JsonNode items(String path) throws IOException, InterruptedException {
    return SharingClient.json(client.get(path)).path("items");
  }

  private List<String> names(String path) throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    items(path).forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private String version(String call) throws IOException, InterruptedException {
    return client.get(TRADES + call).headers().firstValue("Delta-Table-Version").orElse("none");
  }

  private static List<JsonNode> lines(HttpResponse<String> response) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : response.body().lines().toList()) {
      lines.add(Json.parse(line));
    }
    return lines;
  }

  private static void assertError(HttpResponse<String> response, int status, String errorCode)
      throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    JsonNode body = SharingClient.json(response);
    assertThat(body.path("errorCode").asText()).isEqualTo(errorCode);
    assertThat(body.path("message").asText()).isNotBlank();
  }
}
