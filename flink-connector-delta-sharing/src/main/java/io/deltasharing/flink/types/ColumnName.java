/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.Locale;
import java.util.Optional;

/** Column names, which Delta compares without regard to case. */
final class ColumnName {
  private ColumnName() {}

  /**
   * The field of that name: exactly so written if there is one, else the one that differs in case
   * only.
   */
  static Optional<StructField> find(StructType struct, String name) {
    return struct.fields().stream()
        .filter(it -> it.getName().equals(name))
        .findFirst()
        .or(
            () ->
                struct.fields().stream()
                    .filter(it -> folded(it.getName()).equals(folded(name)))
                    .findFirst());
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
