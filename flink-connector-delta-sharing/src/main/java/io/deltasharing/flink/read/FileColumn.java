/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.VarBinaryType;

/**
 * A column as it stands in data files, or a part of one.
 *
 * @param name the physical name; of an element, key or value it has no meaning
 * @param id the field id, where the table's columns are mapped by ids
 * @param rivals the names of columns of the table, or fields of the same struct, that differ from
 *     its own in case only
 * @param type in which its values are wanted
 * @param children the fields of a row in the order wanted, the element of an array, key and value
 *     of a map, {@link #METADATA} and {@link #VALUE} of a variant, in whatever type that is wanted
 */
public record FileColumn(
    String name,
    Optional<Integer> id,
    Set<String> rivals,
    LogicalType type,
    List<FileColumn> children) {

  /** Of a variant: its keys. */
  public static final String METADATA = "metadata";

  /** Of a variant: the rest of it. */
  public static final String VALUE = "value";

  private static final LogicalType BYTES = new VarBinaryType(VarBinaryType.MAX_LENGTH);

  public FileColumn {
    rivals = Set.copyOf(rivals);
    children = List.copyOf(children);
  }

  /** A column of whole numbers that the table's schema does not name. */
  public static FileColumn number(String name) {
    return new FileColumn(name, Optional.empty(), Set.of(), new BigIntType(true), List.of());
  }

  /** A variant, which is stored as two columns of bytes. */
  public static FileColumn variant(
      String name, Optional<Integer> id, Set<String> rivals, LogicalType type) {
    return new FileColumn(name, id, rivals, type, List.of(bytes(METADATA), bytes(VALUE)));
  }

  public boolean isVariant() {
    return !children.isEmpty()
        && !type.isAnyOf(LogicalTypeRoot.ROW, LogicalTypeRoot.ARRAY, LogicalTypeRoot.MAP);
  }

  /** Whether there is a variant in it, or it is one. */
  public boolean hasVariant() {
    return isVariant() || children.stream().anyMatch(FileColumn::hasVariant);
  }

  /** Whether a name that it has, or a part of it, differs from another in case only. */
  public boolean hasRivals() {
    return !rivals.isEmpty() || children.stream().anyMatch(FileColumn::hasRivals);
  }

  private static FileColumn bytes(String name) {
    return new FileColumn(name, Optional.empty(), Set.of(), BYTES, List.of());
  }
}
