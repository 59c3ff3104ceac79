/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Shares, schemas and tables, by pages. */
final class ListingEndpoints {

  private final SharedTables tables;

  ListingEndpoints(SharedTables tables) {
    this.tables = tables;
  }

  SharingAnswer shares(SharingCall call) throws SharingError {
    return page(call, tables.shares().stream().map(ListingEndpoints::named).toList());
  }

  SharingAnswer share(SharingCall call) throws SharingError {
    ObjectNode body = Json.object();
    body.set("share", named(tables.share(call.share())));
    return SharingAnswer.json(200, body);
  }

  SharingAnswer schemas(SharingCall call) throws SharingError {
    String share = tables.share(call.share());
    return page(
        call,
        tables.schemas(share).stream().map(schema -> named(schema).put("share", share)).toList());
  }

  SharingAnswer tables(SharingCall call) throws SharingError {
    return tablePage(call, tables.tables(call.share(), call.schema()));
  }

  SharingAnswer allTables(SharingCall call) throws SharingError {
    return tablePage(call, tables.allTables(call.share()));
  }

  private static SharingAnswer tablePage(SharingCall call, List<ServedTable> found)
      throws SharingError {
    return page(call, found.stream().map(ServedTable::listingEntry).toList());
  }

  private static SharingAnswer page(SharingCall call, List<ObjectNode> items) throws SharingError {
    return SharingAnswer.json(
        200, Page.of(items, call.parameter("maxResults"), call.parameter("pageToken")).body());
  }

  private static ObjectNode named(String name) {
    return Json.object().put("name", name);
  }
}
