/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.types;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A declared column, or field within one, and what it may be in the table. Delta compares names
 * without regard to case; a table may have names that differ in nothing else all the same.
 *
 * @param path for messages
 * @param candidates those so spelled if there are any, else all that differ in case only
 */
record ColumnName(String path, List<StructField> candidates) {

  /** Looks up a field of a struct, which itself is at a path that ends with a dot, or is empty. */
  static ColumnName find(StructType struct, String prefix, String name) {
    List<StructField> same =
        struct.fields().stream().filter(it -> it.getName().equals(name)).toList();
    return new ColumnName(
        prefix + name,
        same.isEmpty()
            ? struct.fields().stream()
                .filter(it -> folded(it.getName()).equals(folded(name)))
                .toList()
            : same);
  }

  /** Whether it is one field and no other. */
  boolean isFound() {
    return candidates.size() == 1;
  }

  StructField field() {
    return candidates.get(0);
  }

  /** Why it is not found. */
  String problem() {
    if (candidates.isEmpty()) {
      return "column '" + path + "' is not in the table";
    }
    List<String> names = candidates.stream().map(StructField::getName).distinct().toList();
    return names.size() == 1
        ? "column '" + path + "' is in the table more than once: tell its provider"
        : "column '"
            + path
            + "' may be any of those that differ from it in case only, "
            + names.stream().map(it -> "'" + it + "'").collect(Collectors.joining(", "))
            + ": spell the one that is meant as the table does";
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
