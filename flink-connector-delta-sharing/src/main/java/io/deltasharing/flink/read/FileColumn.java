/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.util.List;
import java.util.Optional;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column as it stands in data files, or a part of one.
 *
 * @param name the physical name; of an element, key or value it has no meaning
 * @param id the field id, where the table's columns are mapped by ids
 * @param type in which its values are wanted
 * @param children the fields of a row in the order wanted, the element of an array, key and value
 *     of a map
 */
public record FileColumn(
    String name, Optional<Integer> id, LogicalType type, List<FileColumn> children) {

  public FileColumn {
    children = List.copyOf(children);
  }

  /** A column of whole numbers that the table's schema does not name. */
  public static FileColumn number(String name) {
    return new FileColumn(name, Optional.empty(), new BigIntType(true), List.of());
  }
}
