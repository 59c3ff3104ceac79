/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** A fault as the admin endpoint is asked for it: a JSON object, read field by field. */
record FaultOrder(JsonNode fields) {

  private static final String FAULT = "fault";

  static FaultOrder parse(String body) throws UsageException {
    try {
      JsonNode fields = Json.parse(body);
      if (fields.isObject()) {
        return new FaultOrder(fields);
      }
    } catch (JsonProcessingException e) {
      // falls through to the same refusal
    }
    throw new UsageException("The body is not a JSON object such as {\"fault\":\"hang\",...}");
  }

  String fault() throws UsageException {
    return text(FAULT);
  }

  /** Typing errors must not pass for fields left out. */
  void requireOnly(List<String> known) throws UsageException {
    for (var field : fields.properties()) {
      String name = field.getKey();
      if (!name.equals(FAULT) && !known.contains(name)) {
        throw new UsageException("'" + fault() + "' takes " + known + ", not '" + name + "'");
      }
    }
  }

  boolean has(String name) {
    return fields.has(name);
  }

  RequestKind endpoint() throws UsageException {
    String name = text("endpoint");
    return Arrays.stream(RequestKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'endpoint' is one of "
                        + Arrays.toString(RequestKind.values())
                        + ", not '"
                        + name
                        + "'"));
  }

  int times() throws UsageException {
    JsonNode times = required("times");
    return times.isTextual() && times.asText().equals("forever")
        ? Faults.FOREVER
        : number("times", "a whole number or \"forever\"");
  }

  int status() throws UsageException {
    return number("status", "a whole number");
  }

  Duration duration(String name) throws UsageException {
    return Durations.parseSigned("'" + name + "'", text(name));
  }

  boolean flag(String name) throws UsageException {
    JsonNode flag = required(name);
    if (!flag.isBoolean()) {
      throw wrong(name, "true or false", flag);
    }
    return flag.asBoolean();
  }

  String text(String name) throws UsageException {
    JsonNode text = required(name);
    if (!text.isTextual()) {
      throw wrong(name, "a text", text);
    }
    return text.asText();
  }

  private int number(String name, String what) throws UsageException {
    JsonNode number = required(name);
    if (!number.isIntegralNumber() || !number.canConvertToInt()) {
      throw wrong(name, what, number);
    }
    return number.asInt();
  }

  private JsonNode required(String name) throws UsageException {
    JsonNode value = fields.get(name);
    if (value == null) {
      throw new UsageException("'" + name + "' is missing");
    }
    return value;
  }

  private static UsageException wrong(String name, String expected, JsonNode found) {
    return new UsageException("'" + name + "' is " + expected + ", not " + found);
  }
}
