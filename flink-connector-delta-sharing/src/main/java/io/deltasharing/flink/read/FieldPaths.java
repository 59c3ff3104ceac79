/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Which fields of the rows read make up the rows produced.
 *
 * @param paths of each field produced: the ordinal of a column, then those of fields within
 */
public record FieldPaths(List<List<Integer>> paths) implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  public FieldPaths {
    paths = paths.stream().map(List::copyOf).toList();
    if (paths.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("a path has a column at least");
    }
  }

  /** All columns, as they are. */
  public static FieldPaths all(int columns) {
    return new FieldPaths(IntStream.range(0, columns).mapToObj(List::of).toList());
  }

  /**
   * These, and behind them whole columns.
   *
   * @param first the ordinal of the first of those columns
   * @param columns how many
   */
  public FieldPaths and(int first, int columns) {
    List<List<Integer>> more = new ArrayList<>(paths);
    IntStream.range(first, first + columns).forEach(it -> more.add(List.of(it)));
    return new FieldPaths(more);
  }

  /** Whether rows are produced as they are read. */
  public boolean areAll(int columns) {
    return equals(all(columns));
  }

  /** The type of the rows produced. */
  public RowType of(RowType read) {
    return of(read, List.of());
  }

  /**
   * The type of the rows produced. A field that would be called as one before it has underscores
   * behind its name.
   *
   * @param more that follow them
   */
  public RowType of(RowType read, List<RowType.RowField> more) {
    Set<String> names = new HashSet<>();
    return new RowType(
        false,
        Stream.concat(paths.stream().map(it -> field(read, it)), more.stream())
            .map(it -> new RowType.RowField(unique(it.getName(), names), it.getType()))
            .toList());
  }

  private static String unique(String name, Set<String> taken) {
    return taken.add(name) ? name : unique(name + "_", taken);
  }

  private static RowType.RowField field(RowType read, List<Integer> path) {
    List<String> names = new ArrayList<>();
    LogicalType type = read;
    boolean nullable = false;
    for (int ordinal : path) {
      RowType.RowField field = ((RowType) type).getFields().get(ordinal);
      names.add(field.getName());
      type = field.getType();
      nullable |= type.isNullable();
    }
    return new RowType.RowField(
        names.stream().collect(Collectors.joining("_")), type.copy(nullable));
  }
}
