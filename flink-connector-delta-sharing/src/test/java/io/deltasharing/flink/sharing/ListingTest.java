/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListingTest {
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

  @Test
  void listsSharesOverAllPages() throws Exception {
    server
        .then(
            200,
            """
            {"items": [{"name": "a", "id": "1"}, {"name": "b.c"}], "nextPageToken": "x/y="}""")
        .then(200, "{\"nextPageToken\": \"z\"}")
        .then(200, "{\"items\": [{\"name\": \"d\"}], \"nextPageToken\": \"\"}");

    assertThat(fixture.client().listShares())
        .containsExactly(
            new Share("a", Optional.of("1")),
            new Share("b.c", Optional.empty()),
            new Share("d", Optional.empty()));
    assertThat(server.requests())
        .extracting(ScriptedServer.Request::target)
        .containsExactly(
            "/api/shares", "/api/shares?pageToken=x%2Fy%3D", "/api/shares?pageToken=z");
  }

  @Test
  void anEmptyListingIsNoError() throws Exception {
    server.then(200, "{}").then(200, "{\"items\": null, \"nextPageToken\": null}");
    assertThat(fixture.client().listShares()).isEmpty();
    assertThat(fixture.client().listShares()).isEmpty();
  }

  @Test
  void listsSchemas() throws Exception {
    server.then(200, "{\"items\": [{\"name\": \"c\", \"share\": \"s\"}]}");
    assertThat(fixture.client().listSchemas("s")).containsExactly("c");
    assertThat(server.onlyRequest().target()).isEqualTo("/api/shares/s/schemas");
  }

  @Test
  void listsTables() throws Exception {
    server.then(
        200,
        """
        {"items": [
          {"name": "t", "schema": "c", "share": "s", "shareId": "9", "id": "7",
           "location": "s3://b/t", "auxiliaryLocations": ["s3://b/u"], "accessModes": ["url", "dir"]},
          {"name": "u"}]}""");
    assertThat(fixture.client().listTables("s", "c"))
        .containsExactly(
            new SharedTable(
                new SharedTableName("s", "c", "t"),
                Optional.of("7"),
                Optional.of("s3://b/t"),
                List.of("s3://b/u"),
                Set.of(AccessMode.URL, AccessMode.DIR)),
            new SharedTable(
                new SharedTableName("s", "c", "u"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of()));
    assertThat(server.onlyRequest().target()).isEqualTo("/api/shares/s/schemas/c/tables");
  }

  @Test
  void listsAllTablesAndLeavesOutThoseWithoutAProperName() throws Exception {
    server.then(
        200,
        """
        {"items": [
          {"name": "t", "schema": "c1"}, {"name": "bad name", "schema": "c1"},
          {"name": "t", "schema": "bad.schema"}, {"name": "t", "schema": "c2"}]}""");
    assertThat(fixture.client().listAllTables("s"))
        .extracting(SharedTable::name)
        .containsExactly(new SharedTableName("s", "c1", "t"), new SharedTableName("s", "c2", "t"));
    assertThat(server.onlyRequest().target()).isEqualTo("/api/shares/s/all-tables");
  }

  @Test
  void getsOneShare() throws Exception {
    server.then(200, "{\"share\": {\"name\": \"S\", \"id\": \"1\"}}");
    assertThat(fixture.client().getShare("s")).isEqualTo(new Share("S", Optional.of("1")));
    assertThat(server.onlyRequest().target()).isEqualTo("/api/shares/s");
  }

  @Test
  void aPageThatComesAgainIsAnError() {
    server
        .then(200, "{\"nextPageToken\": \"a\"}")
        .then(200, "{\"nextPageToken\": \"b\"}")
        .then(200, "{\"nextPageToken\": \"a\"}");
    assertSenseless("it names a next page that was already read");
  }

  @Test
  void aListingHasAnEnd() {
    PageTokens tokens = new PageTokens(2);
    Origin origin = new Origin("host", "x");
    tokens.requireNew("a", origin);
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> tokens.requireNew("b", origin))
        .withMessageContaining("it has more than 2 pages");
  }

  @Test
  void anItemNeedsAName() {
    server.then(200, "{\"items\": [{\"id\": \"1\"}]}");
    assertSenseless("it lacks the field 'name'");
  }

  @Test
  void itemsMustBeAList() {
    server.then(200, "{\"items\": {\"name\": \"a\"}}");
    assertSenseless("its field 'items' is not a list");
  }

  @Test
  void itemsMustBeObjects() {
    server.then(200, "{\"items\": [\"a\"]}");
    assertSenseless("it holds JSON that is not an object");
  }

  private void assertSenseless(String words) {
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> fixture.client().listShares())
        .withMessage(
            fixture.asked("the list of shares")
                + "gave an answer that makes no sense: "
                + words
                + ". The endpoint may not be a Delta Sharing server, or may speak a newer"
                + " protocol.");
  }
}
