/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretScannerTest {
  private static final String SECRET = "tok/a+b=c&d?e~1234567890";

  static Stream<byte[]> planted() {
    Stream<byte[]> plain =
        Stream.of(
            bytes("before " + SECRET + " behind"),
            SECRET.getBytes(StandardCharsets.UTF_16BE),
            bytes("?token=" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8) + "&x=1"));
    Stream<byte[]> encoded =
        IntStream.range(0, 4)
            .boxed()
            .flatMap(
                it ->
                    Stream.of(
                        Base64.getEncoder().encode(bytes("x".repeat(it) + SECRET + "behind")),
                        Base64.getUrlEncoder().encode(bytes("x".repeat(it) + SECRET))));
    return Stream.concat(plain, encoded);
  }

  @ParameterizedTest
  @MethodSource("planted")
  void findsWhatIsPlanted(byte[] bytes) {
    SecretScanner scanner = new SecretScanner(List.of("another-secret", SECRET));
    scanner.scan("there", bytes);
    assertThat(scanner.findings()).containsExactly("tok/… in there");
  }

  @Test
  void findsNothingWhereNothingIs() {
    SecretScanner scanner = new SecretScanner(List.of(SECRET));
    scanner.scan("there", SECRET.substring(0, 12) + " " + SECRET.substring(12));
    assertThat(scanner.findings()).isEmpty();
    assertThat(scanner.scannedBytes()).isPositive();
  }

  @Test
  void whatIsTooShortIsRefused() {
    assertThatThrownBy(() -> new SecretScanner(List.of("secret")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsAtBothEndsAndMoreThanOne() {
    SecretScanner scanner =
        new SecretScanner(List.of("first-secret-of-all", "other-secret-of-all"));
    scanner.scan("there", "first-secret-of-all other-secret-of-all");
    assertThat(scanner.findings()).containsExactlyInAnyOrder("firs… in there", "othe… in there");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
