/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/**
 * A JSON object of an answer. Missing, null and empty are the same, since servers differ in how
 * they leave a field out; a required field's absence says whose answer lacks it. No record, lest it
 * be printed.
 */
final class AnswerObject {
  private final JsonNode node;
  private final Origin origin;

  private AnswerObject(JsonNode node, Origin origin) {
    this.node = node;
    this.origin = origin;
  }

  static AnswerObject of(JsonNode node, Origin origin) {
    if (!node.isObject()) {
      throw origin.senseless("it holds JSON that is not an object");
    }
    return new AnswerObject(node, origin);
  }

  Optional<AnswerObject> object(String field) {
    JsonNode value = node.path(field);
    return value.isObject() ? Optional.of(new AnswerObject(value, origin)) : Optional.empty();
  }

  AnswerObject requiredObject(String field) {
    return object(field).orElseThrow(() -> lacks(field));
  }

  Optional<String> text(String field) {
    return Optional.of(node.path(field).asText("")).filter(text -> !text.isEmpty());
  }

  String requiredText(String field) {
    return text(field).orElseThrow(() -> lacks(field));
  }

  /** A whole number, also one in quotes, as Protobuf writes its longs. */
  OptionalLong number(String field) {
    JsonNode value = node.path(field);
    if (value.canConvertToLong() && value.isIntegralNumber()) {
      return OptionalLong.of(value.longValue());
    }
    return value.isTextual() && value.textValue().matches("-?\\d{1,18}")
        ? OptionalLong.of(Long.parseLong(value.textValue()))
        : OptionalLong.empty();
  }

  int requiredInt(String field) {
    return number(field).stream()
        .filter(number -> number == (int) number)
        .mapToInt(number -> (int) number)
        .findFirst()
        .orElseThrow(() -> lacks(field));
  }

  List<AnswerObject> objects(String field) {
    List<AnswerObject> objects = new ArrayList<>();
    array(field).forEach(item -> objects.add(of(item, origin)));
    return objects;
  }

  List<String> texts(String field) {
    return StreamSupport.stream(array(field).spliterator(), false).map(JsonNode::asText).toList();
  }

  private JsonNode array(String field) {
    JsonNode value = node.path(field);
    if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
      throw origin.senseless("its field '" + field + "' is not a list");
    }
    return value;
  }

  Map<String, String> textMap(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(field)
        .fields()
        .forEachRemaining(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  /** The names of the fields that hold something. */
  List<String> fieldNames() {
    List<String> names = new ArrayList<>();
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!node.path(name).isNull()) {
                names.add(SafeText.of(name));
              }
            });
    return names;
  }

  Origin origin() {
    return origin;
  }

  private SharingProtocolException lacks(String field) {
    return origin.senseless("it lacks the field '" + field + "'");
  }
}
