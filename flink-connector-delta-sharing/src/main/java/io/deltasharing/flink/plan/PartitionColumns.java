/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.plan;

import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which of a table's columns partition it.
 *
 * @param names as the schema spells them
 */
public record PartitionColumns(Set<String> names) {
  public PartitionColumns {
    names = Set.copyOf(names);
  }

  /**
   * Finds them in a schema.
   *
   * @param listed as the table's metadata lists them, which may spell them in another case
   * @throws PlanningException if one may be several columns
   */
  public static PartitionColumns of(StructType schema, List<String> listed) {
    Set<String> names = new HashSet<>();
    for (String name : listed) {
      List<StructField> found = FieldName.find(schema, name);
      if (found.size() > 1) {
        throw new PlanningException(
            "The table is partitioned by '"
                + name
                + "', which may be any of its columns "
                + found.stream()
                    .map(it -> "'" + it.getName() + "'")
                    .collect(Collectors.joining(", "))
                + ". Tell the table's provider.");
      }
      found.forEach(it -> names.add(it.getName()));
    }
    return new PartitionColumns(names);
  }

  /**
   * Whether a column is one.
   *
   * @param name as the schema spells it
   */
  public boolean contain(String name) {
    return names.contains(name);
  }

  /** Where they stand among some of the table's columns. */
  public IntStream placesIn(StructType columns) {
    return IntStream.range(0, columns.length()).filter(it -> contain(columns.at(it).getName()));
  }
}
