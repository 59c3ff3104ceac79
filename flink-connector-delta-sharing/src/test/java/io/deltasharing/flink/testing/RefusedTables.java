/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.util.Map;
import java.util.Set;

/**
 * The tables that delta-spark wrote and this connector does not read yet, or must not. The day that
 * it does, the table is to be taken out of here.
 */
public final class RefusedTables {
  /** Features that are known, and refused. */
  public static final Set<String> FEATURES =
      Set.of("catalogManaged", "geospatial", "variantType", "variantShredding-preview");

  /** What the refusal has to name, by table. */
  public static final Map<String, String> NAMES =
      Map.of(
          "feature-catalog-managed", "catalogManaged",
          "feature-geospatial", "geospatial",
          "feature-unknown", "timeTravelToTheFuture",
          "feature-variant", "variantType",
          "feature-variant-shredded", "variantShredding-preview, variantType");

  private RefusedTables() {}
}
