/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Base64;
import java.util.UUID;

/**
 * Writes a variant as JSON, as Spark does with a session in UTC: decimals without zeros at their
 * end, times with a blank in between, bytes in base 64, NaN and infinities as texts.
 */
final class VariantJson implements VariantSink {
  /** Longer texts would fill the memory; Spark makes no variants of so many bytes. */
  static final int MOST_CHARACTERS = 1 << 26;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_DIGITS = 38;
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final long NANOS_PER_MICRO = 1000;
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .toFormatter();

  private final JsonGenerator out;

  private VariantJson(JsonGenerator out) {
    this.out = out;
  }

  /**
   * The text.
   *
   * @throws VariantException if the bytes make no sense, or too much text
   */
  static String text(byte[] metadata, byte[] value, int mostCharacters) throws IOException {
    BoundedText text = new BoundedText(mostCharacters);
    try (JsonGenerator out = JSON.createGenerator(text)) {
      // What is left open by a failure stays so: it must not be closed by more text.
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      VariantWalk.through(metadata, value, new VariantJson(out));
    }
    return text.toString();
  }

  @Override
  public void beginObject() throws IOException {
    out.writeStartObject();
  }

  @Override
  public void key(VariantKeys keys, int key) throws IOException {
    out.writeFieldName(keys.key(key));
  }

  @Override
  public void endObject() throws IOException {
    out.writeEndObject();
  }

  @Override
  public void beginArray() throws IOException {
    out.writeStartArray();
  }

  @Override
  public void endArray() throws IOException {
    out.writeEndArray();
  }

  @Override
  public void scalar(VariantScalar type, VariantBytes bytes, long at, int length)
      throws IOException {
    switch (type) {
      case NULL -> out.writeNull();
      case TRUE -> out.writeBoolean(true);
      case FALSE -> out.writeBoolean(false);
      case INT8, INT16, INT32, INT64 -> out.writeNumber(bytes.signed(at, length));
      case DOUBLE -> out.writeNumber(Double.longBitsToDouble(bytes.signed(at, length)));
      case FLOAT -> out.writeNumber(Float.intBitsToFloat((int) bytes.signed(at, length)));
      case DECIMAL4, DECIMAL8, DECIMAL16 -> out.writeNumber(decimal(bytes, at, length));
      case STRING -> out.writeString(bytes.text(at, length));
      case BINARY -> out.writeString(Base64.getEncoder().encodeToString(bytes.copy(at, length)));
      case UUID -> out.writeString(uuid(bytes, at).toString());
      default -> out.writeString(time(type, bytes.signed(at, length)));
    }
  }

  private static String decimal(VariantBytes bytes, long at, int length) {
    int scale = bytes.octet(at);
    if (scale > MOST_DIGITS) {
      throw VariantException.broken("it has a decimal of scale " + scale);
    }
    return new BigDecimal(bytes.integer(at + 1, length - 1), scale)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static UUID uuid(VariantBytes bytes, long at) {
    return new UUID(
        Long.reverseBytes(bytes.signed(at, Long.BYTES)),
        Long.reverseBytes(bytes.signed(at + Long.BYTES, Long.BYTES)));
  }

  private static String time(VariantScalar type, long value) {
    return switch (type) {
      case DATE -> LocalDate.ofEpochDay(value).toString();
      case TIMESTAMP -> LOCAL.format(micros(value)) + "+00:00";
      case TIMESTAMP_NTZ -> LOCAL.format(micros(value));
      case TIMESTAMP_NANOS -> LOCAL.format(nanos(value)) + "+00:00";
      case TIMESTAMP_NTZ_NANOS -> LOCAL.format(nanos(value));
      default -> timeOfDay(value);
    };
  }

  private static LocalDateTime micros(long micros) {
    return local(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
  }

  private static LocalDateTime nanos(long nanos) {
    return local(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
  }

  private static LocalDateTime local(long seconds, long nanos) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds, nanos), ZoneOffset.UTC);
  }

  private static String timeOfDay(long micros) {
    long nanosOfDay = LocalTime.MAX.toNanoOfDay();
    if (micros < 0 || micros > nanosOfDay / NANOS_PER_MICRO) {
      throw VariantException.broken("it has a time of day outside of the day");
    }
    return DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(micros * NANOS_PER_MICRO));
  }

  /** Grows to a length and no further. */
  private static final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int most;

    BoundedText(int most) {
      this.most = most;
    }

    @Override
    public void write(char[] characters, int from, int count) {
      if (count > most - text.length()) {
        throw VariantException.tooLong(most);
      }
      text.append(characters, from, count);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
