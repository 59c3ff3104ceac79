/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The paths below an endpoint: every name percent-encoded as one segment, by RFC 3986. */
final class ResourcePaths {
  private static final String UNRESERVED = "-._~";

  private ResourcePaths() {}

  static String shares() {
    return "/shares";
  }

  static String share(String share) {
    return shares() + "/" + encode(ObjectNames.requireShare(share));
  }

  static String schemas(String share) {
    return share(share) + "/schemas";
  }

  static String tables(String share, String schema) {
    return schemas(share) + "/" + encode(ObjectNames.requireSchema(schema)) + "/tables";
  }

  static String allTables(String share) {
    return share(share) + "/all-tables";
  }

  static String version(SharedTableName name) {
    return table(name) + "/version";
  }

  static String metadata(SharedTableName name) {
    return table(name) + "/metadata";
  }

  static String temporaryTableCredentials(SharedTableName name) {
    return table(name) + "/temporary-table-credentials";
  }

  /** A listing's path that asks for the page after the one which gave the token. */
  static String page(String listing, Optional<String> token) {
    return listing + token.map(text -> "?pageToken=" + encode(text)).orElse("");
  }

  private static String table(SharedTableName name) {
    return tables(name.share(), name.schema()) + "/" + encode(name.table());
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(octet)) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= 'A' && octet <= 'Z')
        || (octet >= '0' && octet <= '9')
        || UNRESERVED.indexOf(octet) >= 0;
  }
}
