/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.google.common.base.Splitter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to the sharing API.
 *
 * @param path the decoded segments below the endpoint
 */
record SharingCall(HttpServletRequest request, RequestKind kind, List<String> path) {

  static SharingCall of(HttpServletRequest request, String prefix) throws SharingError {
    String uri = request.getRequestURI();
    if (!uri.startsWith(prefix)) {
      return new SharingCall(request, RequestKind.UNKNOWN_ENDPOINT, List.of());
    }
    List<String> path = new ArrayList<>();
    for (String segment : Splitter.on('/').split(uri.substring(prefix.length()))) {
      path.add(decoded(segment));
    }
    return new SharingCall(request, kind(request.getMethod(), path), path);
  }

  static RequestKind kind(String method, List<String> path) {
    List<String> shape = new ArrayList<>(path);
    for (int i = 1; i < shape.size() && i < 6; i += 2) {
      shape.set(i, "*");
    }
    return switch (method + ' ' + String.join("/", shape)) {
      case "GET shares" -> RequestKind.LIST_SHARES;
      case "GET shares/*" -> RequestKind.GET_SHARE;
      case "GET shares/*/schemas" -> RequestKind.LIST_SCHEMAS;
      case "GET shares/*/all-tables" -> RequestKind.LIST_ALL_TABLES;
      case "GET shares/*/schemas/*/tables" -> RequestKind.LIST_TABLES;
      case "GET shares/*/schemas/*/tables/*/version" -> RequestKind.TABLE_VERSION;
      case "GET shares/*/schemas/*/tables/*/metadata" -> RequestKind.TABLE_METADATA;
      case "POST shares/*/schemas/*/tables/*/query" -> RequestKind.TABLE_QUERY;
      case "GET shares/*/schemas/*/tables/*/changes" -> RequestKind.TABLE_CHANGES;
      case "POST shares/*/schemas/*/tables/*/temporary-table-credentials" ->
          RequestKind.TEMPORARY_CREDENTIALS;
      default -> RequestKind.UNKNOWN_ENDPOINT;
    };
  }

  String share() {
    return path.get(1);
  }

  String schema() {
    return path.get(3);
  }

  String table() {
    return path.get(5);
  }

  boolean namesTable() {
    return path.size() > 5 && kind != RequestKind.UNKNOWN_ENDPOINT;
  }

  /** As {@link TableName#key()}, whether there is such a table or not. */
  String tableKey() {
    return TableName.folded(share() + '/' + schema() + '/' + table());
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  String body() throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String decoded(String segment) throws SharingError {
    try {
      // A path keeps its plus signs, unlike a form.
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SharingError.invalidParameter("The path is not percent-encoded properly: " + segment);
    }
  }
}
