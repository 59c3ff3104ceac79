/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the log says of a file's columns, as far as it is wanted. It is written by whoever wrote the
 * file: what is missing or makes no sense is not known, and never an error.
 */
final class FileStatistics {
  private static final FileStatistics UNKNOWN = new FileStatistics(0);

  /**
   * A value as it stands in the JSON.
   *
   * @param token what kind of a scalar
   * @param text of a string its characters, of a number its digits
   */
  record Scalar(JsonToken token, String text) {}

  private final @Nullable Scalar[] lowest;
  private final @Nullable Scalar[] highest;
  private final @Nullable Scalar[] nulls;
  private @Nullable Scalar rows;
  private boolean tight = true;

  private FileStatistics(int columns) {
    lowest = new Scalar[columns];
    highest = new Scalar[columns];
    nulls = new Scalar[columns];
  }

  /**
   * Reads what is wanted.
   *
   * @param json as in the log; null if there are none
   * @param columns those that are wanted
   * @param count how many those are
   */
  static FileStatistics parse(@Nullable String json, StatisticsColumns columns, int count) {
    if (json == null) {
      return UNKNOWN;
    }
    FileStatistics statistics = new FileStatistics(count);
    try (JsonParser parser = JsonBounds.FACTORY.createParser(json)) {
      return parser.nextToken() == JsonToken.START_OBJECT && statistics.read(parser, columns)
          ? statistics
          : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    }
  }

  /** How many rows the file has, deleted ones included; null if that is not known. */
  @Nullable Long rows() {
    return count(rows);
  }

  /** Whether they are of the rows that there are, rather than of those that were written. */
  boolean isTight() {
    return tight;
  }

  @Nullable Scalar lowest(int column) {
    return column < lowest.length ? lowest[column] : null;
  }

  @Nullable Scalar highest(int column) {
    return column < highest.length ? highest[column] : null;
  }

  /** How many values are null; null if that is not known. */
  @Nullable Long nulls(int column) {
    return column < nulls.length ? count(nulls[column]) : null;
  }

  private static @Nullable Long count(@Nullable Scalar number) {
    if (number == null || number.token() != JsonToken.VALUE_NUMBER_INT) {
      return null;
    }
    try {
      long count = Long.parseLong(number.text());
      return count < 0 ? null : (Long) count;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Returns whether the object is whole. */
  private boolean read(JsonParser parser, StatisticsColumns columns) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "numRecords" -> rows = scalar(parser);
        case "minValues" -> readColumns(parser, columns, lowest);
        case "maxValues" -> readColumns(parser, columns, highest);
        case "tightBounds" -> tight = parser.currentToken() == JsonToken.VALUE_TRUE;
        case "nullCount" -> readColumns(parser, columns, nulls);
        default -> parser.skipChildren();
      }
    }
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  private static void readColumns(
      JsonParser parser, StatisticsColumns columns, @Nullable Scalar[] into) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      StatisticsColumns column = columns.field(parser.currentName());
      JsonToken token = parser.nextToken();
      if (column == null) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        readColumns(parser, column, into);
      } else if (column.number() >= 0) {
        into[column.number()] = scalar(parser);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static @Nullable Scalar scalar(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL) {
      parser.skipChildren();
      return null;
    }
    return new Scalar(token, parser.getText());
  }
}
