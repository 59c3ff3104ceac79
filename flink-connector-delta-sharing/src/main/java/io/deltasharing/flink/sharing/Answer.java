/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.OptionalLong;

/**
 * A successful answer. No record, lest its body be printed: it may hold credentials.
 *
 * <p>JSON and NDJSON are read alike, as a sequence of objects: servers give either Content-Type to
 * either body.
 */
final class Answer {
  private static final String VERSION_HEADER = "Delta-Table-Version";

  /** What a server of a hundred thousand tables may need; more would fill our memory. */
  private static final long MOST_TOKENS = 1_000_000;

  /** A table's schema is one string, and the body's own cap bounds it. */
  private static final ObjectReader OBJECTS =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxTokenCount(MOST_TOKENS)
                          .build())
                  .build())
          .readerFor(JsonNode.class);

  private final Origin origin;
  private final HttpHeaders headers;
  private final byte[] body;

  Answer(Origin origin, HttpHeaders headers, byte[] body) {
    this.origin = origin;
    this.headers = headers;
    this.body = body;
  }

  Origin origin() {
    return origin;
  }

  HttpHeaders headers() {
    return headers;
  }

  /** The body as one object. */
  AnswerObject object() {
    List<AnswerObject> objects = objects();
    if (objects.size() != 1) {
      throw origin.senseless("it holds " + objects.size() + " JSON objects where one is due");
    }
    return objects.get(0);
  }

  /** The body as objects, one a line. */
  List<AnswerObject> objects() {
    List<JsonNode> nodes = nodes();
    if (nodes.isEmpty()) {
      throw origin.unavailable("gave an empty answer.", null, null);
    }
    return nodes.stream().map(node -> AnswerObject.of(node, origin)).toList();
  }

  private List<JsonNode> nodes() {
    try (MappingIterator<JsonNode> nodes = OBJECTS.readValues(body)) {
      return nodes.readAll();
    } catch (StreamConstraintsException e) {
      throw origin.senseless(
          "its JSON is nested too deeply, has too many parts or too long a number");
    } catch (JsonProcessingException e) {
      // Only where, and no cause: the parser's messages quote what they cannot read.
      throw garbled(
          ", line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw garbled(", wrong encoding");
    }
  }

  private SharingUnavailableException garbled(String where) {
    String type = SafeText.of(headers.firstValue("Content-Type").orElse("missing"));
    return origin.unavailable(
        "gave an answer that is cut short or not JSON (Content-Type %s%s).".formatted(type, where),
        null,
        null);
  }

  /** The table's version, which stands in a header. */
  OptionalLong tableVersion() {
    return headers
        .firstValue(VERSION_HEADER)
        .map(text -> OptionalLong.of(version(text.strip())))
        .orElseGet(OptionalLong::empty);
  }

  long requiredTableVersion() {
    return tableVersion()
        .orElseThrow(() -> origin.senseless("the header " + VERSION_HEADER + " is missing"));
  }

  private long version(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw origin.senseless(
          "the header %s is '%s', not a number".formatted(VERSION_HEADER, SafeText.of(text)));
    }
    return Long.parseLong(text);
  }
}
