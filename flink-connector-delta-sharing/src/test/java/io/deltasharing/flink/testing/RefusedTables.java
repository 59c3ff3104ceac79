/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.util.Map;
import java.util.Set;

/**
 * The tables that delta-spark wrote and this connector does not read yet, or must not. The day that
 * it does, the table is to be taken out of here.
 */
public final class RefusedTables {
  private static final String CATALOG_MANAGED = "feature-catalog-managed";

  /** Features that are known, and refused. */
  public static final Set<String> FEATURES =
      Set.of("catalogManaged", "geospatial", "variantShredding-preview");

  private static final Map<String, String> LACKING =
      Map.of(
          "feature-geospatial", "geospatial",
          "feature-unknown", "timeTravelToTheFuture",
          "feature-variant-shredded", "variantShredding-preview");

  private RefusedTables() {}

  public static boolean contain(WrittenTable table) {
    return table.name().equals(CATALOG_MANAGED) || LACKING.containsKey(table.name());
  }

  /**
   * The refusal.
   *
   * @param shared the name under which the table is shared
   */
  public static String refusal(WrittenTable table, String shared) {
    return table.name().equals(CATALOG_MANAGED)
        ? "Reading "
            + shared
            + " needs the table feature catalogManaged, which directory access cannot have: which"
            + " commits count is known to the table's catalog alone. Ask the provider to share the"
            + " table without it."
        : "Reading "
            + shared
            + " needs table features that this connector does not have: "
            + LACKING.get(table.name())
            + ". Use a newer connector, or ask the provider to share the table without them.";
  }
}
