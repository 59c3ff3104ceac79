/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;

/**
 * How much JSON in one piece is taken from a table's log or from a server. Three characters of text
 * make an object of a hundred bytes in memory, so that a cap on bytes alone does not bound it.
 */
final class JsonBounds {
  /** A schema has some twenty a column, an action of a commit some ten a column. */
  private static final long MOST_TOKENS = 1_000_000;

  /** What is shorter does no harm, whatever is in it, and is not looked at twice. */
  private static final int HARMLESS = 1 << 20;

  /** Makes parsers that refuse what goes beyond. */
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxTokenCount(MOST_TOKENS).build())
          .build();

  private JsonBounds() {}

  /** Whether a text goes beyond. One that is no JSON does not: its reader will say so. */
  static boolean exceededBy(String json) {
    try {
      return json.length() > HARMLESS && exceeded(FACTORY.createParser(json));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether one of the lines goes beyond. */
  static boolean exceededByALine(byte[] lines) {
    for (int start = 0, end; start < lines.length; start = end + 1) {
      end = endOfLine(lines, start);
      if (end - start > HARMLESS && exceededBy(lines, start, end)) {
        return true;
      }
    }
    return false;
  }

  private static int endOfLine(byte[] lines, int from) {
    int end = from;
    while (end < lines.length && lines[end] != '\n') {
      end++;
    }
    return end;
  }

  private static boolean exceededBy(byte[] bytes, int start, int end) {
    try {
      return exceeded(FACTORY.createParser(bytes, start, end - start));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean exceeded(JsonParser parser) throws IOException {
    try (parser) {
      while (parser.nextToken() != null) {
        // Counting is the parser's.
        parser.finishToken();
      }
      return false;
    } catch (StreamConstraintsException e) {
      return true;
    }
  }
}
