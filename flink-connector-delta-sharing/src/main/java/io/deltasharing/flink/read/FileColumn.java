/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.util.List;
import java.util.Optional;
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
}
