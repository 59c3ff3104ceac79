/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deltasharing.flink.secret.Secret;
import java.io.IOException;

/**
 * What a server says about an error: by the protocol {@code {errorCode, message}}; from gateways
 * anything or nothing. {@link #toString()} gives it as the end of "status 404".
 */
record ServerMessage(String errorCode, String message) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * @param token taken out, should the server echo it
   */
  static ServerMessage of(byte[] body, Secret token) {
    JsonNode json = json(body);
    return new ServerMessage(text(json, "errorCode", token), text(json, "message", token));
  }

  private static JsonNode json(byte[] body) {
    try {
      return MAPPER.readTree(body);
    } catch (IOException e) {
      // Not JSON: a gateway's page, which would tell the reader nothing. The status speaks.
      return MAPPER.missingNode();
    }
  }

  private static String text(JsonNode json, String field, Secret token) {
    return SafeText.of(json.path(field).asText("").replace(token.reveal(), "***"));
  }

  @Override
  public String toString() {
    String code = errorCode.isEmpty() ? "" : " " + errorCode;
    return message.isEmpty() ? code : code + ": " + withoutFullStop(message);
  }

  private static String withoutFullStop(String text) {
    return text.replaceFirst("\\.+$", "");
  }
}
