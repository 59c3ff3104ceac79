/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.PrintStream;
import java.util.List;

/** Lines that stay, and below them, on a terminal, a panel that is drawn over again and again. */
final class Screen implements AutoCloseable {

  private static final String HIDE_CURSOR = "\033[?25l";
  private static final String SHOW_CURSOR = "\033[?25h";
  private static final String NO_WRAP = "\033[?7l";
  private static final String WRAP = "\033[?7h";
  private static final String CLEAR_BELOW = "\033[J";

  private final PrintStream out;
  private final boolean terminal;
  private int panelHeight;

  Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Replaces the panel; the news stay above it. */
  void show(List<String> news, List<String> panel) {
    StringBuilder text = new StringBuilder();
    if (terminal) {
      text.append(HIDE_CURSOR).append(overPanel()).append(CLEAR_BELOW);
      panelHeight = panel.size();
    }
    news.forEach(it -> text.append(it).append('\n'));
    if (terminal) {
      text.append(NO_WRAP);
    }
    panel.forEach(it -> text.append(it).append('\n'));
    if (terminal) {
      text.append(WRAP);
    }
    out.print(text);
    out.flush();
  }

  private String overPanel() {
    return panelHeight == 0 ? "\r" : "\r\033[" + panelHeight + "A";
  }

  /** Gives the terminal back, with the last panel on it. */
  @Override
  public void close() {
    if (terminal) {
      out.print(SHOW_CURSOR + "\r" + CLEAR_BELOW);
      out.flush();
    }
  }
}
