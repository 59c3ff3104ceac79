/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelTest {

  private static final Duration LIFETIME = Duration.ofSeconds(15);
  private static final Glyphs ASCII = Glyphs.in(StandardCharsets.US_ASCII);

  private static final Trade LAST =
      new Trade(
          1239, "ACME", new BigDecimal("805.8093"), Instant.parse("2026-01-01T00:00:01.239Z"));

  private final Panel panel = new Panel(Ink.NONE, ASCII);

  @Test
  void showsTheStream() {
    assertThat(panel.lines(glance(1, 4)))
        .containsExactly(
            "",
            "rows        1,240  20/s   1,260 written, table version 63",
            "last row    1239 ACME 805.8093 2026-01-01T00:00:01.239Z",
            "credential  #4 ##############------ 10.5 s left",
            "renewed     3 times, 1 doubled, longest pause 1.1 s");
  }

  @Test
  void saysTheSameInOneLine() {
    assertThat(panel.line(glance(0, 2)))
        .isEqualTo(
            "rows 1,240  20/s | 1239 ACME 805.8093 2026-01-01T00:00:01.239Z"
                + " | credential #2 ##############------ 10.5 s left"
                + " | renewed once, no row doubled, longest pause 1.1 s");
  }

  @Test
  void saysThatFlinkIsStarting() {
    Arrivals nothing = new Arrivals(0, 20, 0, 0, Duration.ZERO, Optional.empty());
    Glance glance = new Glance(nothing, 0, 20, 1, Credential.of(0, LIFETIME, Duration.ZERO));
    assertThat(panel.line(glance))
        .isEqualTo(
            "rows 0  0/s | Flink is starting | credential none yet"
                + " | renewed 0 times, no row doubled, longest pause 0 s");
  }

  @Test
  void announcesCredentials() {
    Credential none = Credential.of(0, LIFETIME, Duration.ZERO);
    Credential first = Credential.of(1, LIFETIME, Duration.ofMillis(10_200));
    Credential second = Credential.of(2, LIFETIME, Duration.ZERO);
    assertThat(panel.vended(first, none)).isEqualTo("* credential #1 vended, lives 15 s");
    assertThat(panel.vended(second, first))
        .isEqualTo("* credential #2 vended, lives 15 s; #1 had 4.8 s left");
  }

  @ParameterizedTest
  @CsvSource({"0, 20", "1, 20", "7500, 10", "14999, 1", "15000, 0", "99000, 0"})
  void theBarIsEmptyOnlyOnceTheCredentialIsOver(long ageMillis, int full) {
    assertThat(Credential.of(1, LIFETIME, Duration.ofMillis(ageMillis)).remaining(20))
        .isEqualTo(full);
  }

  @Test
  void coloursOnlyForTerminals() {
    assertThat(new Panel(Ink.ANSI, Glyphs.in(StandardCharsets.UTF_8)).lines(glance(1, 4)).get(3))
        .isEqualTo("\033[2mcredential  \033[0m#4 \033[32m██████████████░░░░░░\033[0m 10.5 s left");
  }

  private static Glance glance(long doubled, long credential) {
    Arrivals arrivals =
        new Arrivals(1240, 20, doubled, 0, Duration.ofMillis(1080), Optional.of(LAST));
    return new Glance(
        arrivals, 20, 1260, 63, Credential.of(credential, LIFETIME, Duration.ofMillis(4500)));
  }
}
