/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import java.util.Set;
import java.util.TreeSet;

/** The table features that a reader must have, and which of them we have. */
final class ReaderFeatures {
  /** What Kernel accepts for planning is more than we decode. */
  static final Set<String> SUPPORTED =
      Set.of(
          "columnMapping",
          "deletionVectors",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "variantType",
          "variantType-preview");

  private ReaderFeatures() {}

  /**
   * Checks what a table asks for.
   *
   * @param table share.schema.table, for the message
   * @throws PlanningException naming what we do not have
   */
  static void check(Set<String> needed, String table) {
    Set<String> unknown = new TreeSet<>(needed);
    unknown.removeAll(SUPPORTED);
    if (!unknown.isEmpty()) {
      throw lacking(unknown, table);
    }
  }

  /** Says that a table asks for features that nobody here has. */
  static PlanningException lacking(Set<String> features, String table) {
    return new PlanningException(
        "Reading "
            + table
            + " needs table features that this connector does not have: "
            + String.join(", ", new TreeSet<>(features))
            + ". Use a newer connector, or ask the provider to share the table without them.");
  }
}
