/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An answer of the sharing API. The body may hold vended secrets, so it is not printed. */
record SharingAnswer(int status, String contentType, Map<String, String> headers, String body) {

  static SharingAnswer json(int status, ObjectNode body) {
    return new SharingAnswer(status, "application/json; charset=utf-8", Map.of(), body.toString());
  }

  static SharingAnswer lines(Map<String, String> headers, List<ObjectNode> lines) {
    String body = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    return new SharingAnswer(200, "application/x-ndjson; charset=utf-8", headers, body);
  }

  void send(HttpServletResponse response) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(bytes.length);
    headers.forEach(response::setHeader);
    response.getOutputStream().write(bytes);
  }

  @Override
  public String toString() {
    return "SharingAnswer[" + status + ", " + body.length() + " characters]";
  }
}
