/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

/** Colours for a terminal; {@link #NONE} leaves text as it is. */
enum Ink {
  NONE {
    @Override
    String write(String code, String text) {
      return text;
    }
  },
  ANSI {
    @Override
    String write(String code, String text) {
      return "\033[" + code + "m" + text + "\033[0m";
    }
  };

  abstract String write(String code, String text);

  String bold(String text) {
    return write("1", text);
  }

  String dim(String text) {
    return write("2", text);
  }

  String green(String text) {
    return write("32", text);
  }

  String yellow(String text) {
    return write("33", text);
  }

  String red(String text) {
    return write("31", text);
  }
}
