/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/**
 * Where the watching person looks.
 *
 * @param terminal whether {@code out} can be drawn over
 * @param log where the log is
 */
record Console(PrintStream out, boolean terminal, Glyphs glyphs, String log) {

  /** As bin/quickstart found it: Java 17 cannot tell by itself whether stdout is a terminal. */
  static Console standard() {
    Charset charset = charset();
    return new Console(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset),
        Boolean.getBoolean("quickstart.terminal"),
        Glyphs.in(charset),
        System.getProperty("log.file", "target/quickstart.log"));
  }

  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return Charset.isSupported(name) ? Charset.forName(name) : Charset.defaultCharset();
  }

  Ink ink() {
    return terminal ? Ink.ANSI : Ink.NONE;
  }
}
