/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.nio.charset.Charset;

/** The characters that the panel draws with. */
record Glyphs(String full, String empty, String key, String arrow) {

  private static final Glyphs PRETTY = new Glyphs("█", "░", "⚿", "→");
  private static final Glyphs ASCII = new Glyphs("#", "-", "*", "->");

  static Glyphs in(Charset charset) {
    String all = PRETTY.full + PRETTY.empty + PRETTY.key + PRETTY.arrow;
    return charset.canEncode() && charset.newEncoder().canEncode(all) ? PRETTY : ASCII;
  }

  /** So many of {@code width} characters are full. */
  String bar(int filled, int width) {
    return full.repeat(filled) + empty.repeat(width - filled);
  }
}
