/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e;

/**
 * How a scenario ended.
 *
 * @param details what it measured, or why it failed
 */
record Outcome(String scenario, boolean passed, long seconds, String details) {

  @Override
  public String toString() {
    return "%s %-26s %3d s  %s".formatted(passed ? "PASS" : "FAIL", scenario, seconds, details);
  }
}
