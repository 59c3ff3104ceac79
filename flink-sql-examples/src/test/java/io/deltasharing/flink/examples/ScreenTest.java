/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);

  @Test
  void writesPlainLinesToAFile() {
    show(false);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("news\na\nb\nc\nd\n");
  }

  @Test
  void drawsOverThePanelOnATerminal() {
    show(true);
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\033[?25l\r\033[Jnews\n\033[?7la\nb\n\033[?7h"
                + "\033[?25l\r\033[2A\033[J\033[?7lc\nd\n\033[?7h"
                + "\033[?25h\r\033[J");
  }

  private void show(boolean terminal) {
    try (Screen screen = new Screen(out, terminal)) {
      screen.show(List.of("news"), List.of("a", "b"));
      screen.show(List.of(), List.of("c", "d"));
    }
  }
}
