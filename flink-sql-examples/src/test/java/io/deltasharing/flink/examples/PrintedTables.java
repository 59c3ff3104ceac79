/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the tables that Flink prints. */
final class PrintedTables {

  private static final int BORDERS = 3;

  private PrintedTables() {}

  /** The rows of all tables, without their heads, a list of cells each. */
  static List<List<String>> rows(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    // one above the head, one below it, one at the end
    int borders = 0;
    for (String line : lines) {
      if (line.startsWith("+-")) {
        borders = (borders + 1) % BORDERS;
      } else if (line.startsWith("|") && borders == 2) {
        rows.add(Arrays.stream(line.split("\\|", -1)).skip(1).map(String::strip).toList());
      }
    }
    return rows;
  }
}
