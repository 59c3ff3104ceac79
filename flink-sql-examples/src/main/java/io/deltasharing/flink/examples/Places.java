/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.nio.file.Path;

/**
 * Where things are that one program leaves for another.
 *
 * @param noticeboard the directory in which {@code bin/quickstart --serve} says where it is
 * @param scripts the directory of the examples' SQL files
 */
record Places(Path noticeboard, Path scripts) {

  /** As bin/quickstart and bin/example found them, or below the current directory. */
  static Places standard() {
    return new Places(
        Path.of(System.getProperty("quickstart.noticeboard", ".quickstart")).toAbsolutePath(),
        Path.of(System.getProperty("examples.sql", "sql")).toAbsolutePath());
  }

  /** Where examples that are stopped save where they are, unless their SQL file says. */
  Path savepoints() {
    return noticeboard.resolve("savepoints");
  }

  /** The file that declares the tables of the examples. */
  Path declarations() {
    return Noticeboard.tables(scripts);
  }
}
