/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

/** How the connector's jar gets into Flink. */
public enum Installation {
  /** Beside Flink's own jars, on every process's class path. */
  LIB("lib"),
  /** By ADD JAR, so in the child-first class loader of each job. */
  USER_JAR("user-jar");

  private final String word;

  Installation(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
