/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Variants that Spark does not write, and such that nobody should. Those that it does are in the
 * tables that delta-spark wrote.
 */
@Timeout(20)
class VariantJsonTest {
  private static final String NO_KEYS = "010000";

  /** Of two keys: "a" and "b". */
  private static final String TWO_KEYS = "0102000102" + "6162";

  @ParameterizedTest
  @MethodSource
  void writesWhatSparkDoesNotWrite(String value, String text) throws IOException {
    assertThat(text(NO_KEYS, value)).isEqualTo(text);
  }

  static Stream<Arguments> writesWhatSparkDoesNotWrite() {
    return Stream.of(
        // A time of day, in micros.
        arguments("44" + "40e2010000000000", "\"00:00:00.123456\""),
        // Nanoseconds, with a zone and without.
        arguments("48" + "0100000000000000", "\"1970-01-01 00:00:00.000000001+00:00\""),
        arguments("4c" + "ffffffffffffffff", "\"1969-12-31 23:59:59.999999999\""),
        arguments(
            "50" + "00112233445566778899aabbccddeeff", "\"00112233-4455-6677-8899-aabbccddeeff\""),
        // Bytes that are no UTF-8.
        arguments("05" + "ff", "\"\uFFFD\""),
        // What follows a value is not looked at.
        arguments("00" + "ffff", "null"));
  }

  @ParameterizedTest
  @MethodSource
  void refusesWhatMakesNoSense(String metadata, String value, String what) {
    assertThatThrownBy(() -> text(metadata, value))
        .isInstanceOf(VariantException.class)
        .hasMessage("a variant in it makes no sense: " + what + ". Tell the table's provider.");
    assertThatThrownBy(() -> VariantWalk.through(hex(metadata), hex(value), VariantSink.NOWHERE))
        .isInstanceOf(VariantException.class);
  }

  static Stream<Arguments> refusesWhatMakesNoSense() {
    String behind = "it goes on behind its end";
    return Stream.of(
        arguments("", "00", behind),
        arguments("030000", "00", "its metadata are of version 3, and not of version 1"),
        // More keys than bytes, also where that is more than an int can say.
        arguments("01ff00", "00", behind),
        arguments("c1ffffff7f", "00", behind),
        arguments("c1ffffffff", "00", behind),
        arguments(NO_KEYS, "", behind),
        arguments(NO_KEYS, "0c", behind),
        arguments(NO_KEYS, "fc", "there is no type of the number 63"),
        arguments(NO_KEYS, "09" + "61", behind),
        arguments(NO_KEYS, "40" + "ffffff7f", behind),
        arguments(NO_KEYS, "40" + "ffffffff", behind),
        // Many elements, few bytes.
        arguments(NO_KEYS, "03ff", behind),
        arguments(NO_KEYS, "13" + "ffffff7f", behind),
        arguments(
            NO_KEYS, "02" + "01" + "00" + "00" + "01" + "00", "it has no key of the number 0"),
        // An array whose two elements are the same byte.
        arguments(NO_KEYS, "03" + "02" + "000001" + "00", "its parts overlap"),
        arguments(NO_KEYS, "03" + "01" + "05" + "05" + "00", behind));
  }

  @Test
  void refusesAKeyThatEndsBeforeItBegins() {
    String object = "02" + "01" + "00" + "00" + "01" + "00";
    assertThatThrownBy(() -> text("0101" + "0100" + "61", object))
        .hasMessageContaining("it goes on behind its end");
  }

  @Test
  void refusesADecimalOfTooManyDigitsBehindThePoint() {
    assertThatThrownBy(() -> text(NO_KEYS, "20" + "ff" + "01000000"))
        .hasMessageContaining("it has a decimal of scale 255");
  }

  @Test
  void refusesATimeOutsideOfTheDay() {
    assertThatThrownBy(() -> text(NO_KEYS, "44" + "ffffffffffffffff"))
        .hasMessageContaining("it has a time of day outside of the day");
  }

  @Test
  void keysAreInTheirOrder() throws IOException {
    String object = "02" + "02" + "0001" + "000203" + "0c01" + "08";
    assertThat(text(TWO_KEYS, object)).isEqualTo("{\"a\":1,\"b\":false}");
  }

  @Test
  void goesAsDeepAsWritersDo() throws IOException {
    String text = VariantJson.text(hex(NO_KEYS), nested(VariantWalk.MOST_LEVELS), 10_000);
    assertThat(text).startsWith("[[[").hasSize(2 * VariantWalk.MOST_LEVELS);
  }

  @Test
  void goesNoDeeper() {
    assertThatThrownBy(
            () -> VariantJson.text(hex(NO_KEYS), nested(VariantWalk.MOST_LEVELS + 1), 10_000))
        .hasMessageContaining("it is nested more than 1000 levels deep");
  }

  /** A key of a thousand characters in each of two hundred objects. */
  @Test
  void refusesATextThatIsMuchLongerThanItsBytes() throws IOException {
    byte[] key = "k".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    metadata.write(hex("4101000000e803"));
    metadata.write(key);
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    value.write(hex("07c8"));
    for (int i = 0; i <= 200; i++) {
      value.write(new byte[] {(byte) (6 * i), (byte) ((6 * i) >> Byte.SIZE)});
    }
    for (int i = 0; i < 200; i++) {
      value.write(hex("02" + "01" + "00" + "0001" + "00"));
    }
    byte[] keys = metadata.toByteArray();
    byte[] array = value.toByteArray();
    assertThat(VariantJson.text(keys, array, 300_000)).hasSize(200 * 1010 + 1);
    assertThatThrownBy(() -> VariantJson.text(keys, array, 200_000))
        .isInstanceOf(VariantException.class)
        .hasMessage(
            "the JSON text of a variant in it has more than 200000 characters. Declare the column as"
                + " VARIANT, which Flink has from 2.1 on, or leave it out.");
  }

  /** Arrays of one element, around a null. */
  private static byte[] nested(int levels) throws IOException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (int i = 0; i < levels - 1; i++) {
      value.write(hex("0b" + "01" + "000000" + "000000"));
    }
    value.write(hex("03" + "00" + "00"));
    return value.toByteArray();
  }

  private static String text(String metadata, String value) throws IOException {
    return VariantJson.text(hex(metadata), hex(value), VariantJson.MOST_CHARACTERS);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
