/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Locale;

/** Names of fields, which Delta compares without regard to case. */
final class FieldName {
  private FieldName() {}

  /**
   * What a name may mean, as columns are found that are read: those exactly so written, or else so
   * but for case.
   */
  static List<StructField> find(StructType struct, String name) {
    List<StructField> same =
        struct.fields().stream().filter(it -> it.getName().equals(name)).toList();
    return same.isEmpty()
        ? struct.fields().stream().filter(it -> folded(it.getName()).equals(folded(name))).toList()
        : same;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
