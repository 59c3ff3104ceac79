/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deltasharing.flink.examples.Arguments.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

  @Test
  void watchesByDefault() throws UsageException {
    assertThat(Arguments.parse())
        .isEqualTo(
            new Arguments(
                Mode.WATCH, Duration.ofSeconds(60), Duration.ofSeconds(15), Sabotage.NONE));
  }

  @Test
  void readsEveryOption() throws UsageException {
    assertThat(
            Arguments.parse(
                "--sabotage", "drop", "--credential-lifetime", "5s", "--seconds", "90", "--check"))
        .isEqualTo(
            new Arguments(
                Mode.CHECK, Duration.ofSeconds(90), Duration.ofSeconds(5), Sabotage.DROP));
  }

  @Test
  void servesWhenTold() throws UsageException {
    assertThat(Arguments.parse("--serve", "--credential-lifetime", "5s"))
        .isEqualTo(
            new Arguments(
                Mode.SERVE, Duration.ofSeconds(60), Duration.ofSeconds(5), Sabotage.NONE));
  }

  @ParameterizedTest
  @CsvSource({"2500ms, PT2.5S", "15s, PT15S", "2m, PT2M", "1h, PT1H"})
  void readsLifetimes(String text, Duration expected) throws UsageException {
    assertThat(Arguments.parse("--credential-lifetime", text).credentialLifetime())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "--chekc, Unknown option '--chekc'",
    "--check 5, Unknown option '5'",
    "--check --seconds, --seconds needs a value",
    "--check --seconds x, '--seconds must be 1 to 86400, not ''x'''",
    "--check --seconds 0, '--seconds must be 1 to 86400, not ''0'''",
    "--check --seconds 86401, '--seconds must be 1 to 86400, not ''86401'''",
    "--credential-lifetime 15,"
        + " '--credential-lifetime takes a duration such as 500ms, 15s, 2m or 1h, not ''15'''",
    "--credential-lifetime 1999ms, '--credential-lifetime must be 2s at least, not ''1999ms'''",
    "--check --sabotage DROP, '--sabotage must be refresh, drop or double, not ''DROP'''",
    "--check --sabotage none, '--sabotage must be refresh, drop or double, not ''none'''",
    "--serve --check, --check and --serve exclude each other",
    "--serve --seconds 9, --seconds can only be used with --check",
    "--seconds 9, --seconds can only be used with --check",
    "--sabotage drop --seconds 9, --sabotage and --seconds can only be used with --check",
    "--check --sabotage refresh --seconds 6 --credential-lifetime 5s,"
        + " --sabotage refresh needs --seconds to be 2 more than --credential-lifetime at least"
  })
  void explainsTypos(String arguments, String message) {
    assertThatThrownBy(() -> Arguments.parse(arguments.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
