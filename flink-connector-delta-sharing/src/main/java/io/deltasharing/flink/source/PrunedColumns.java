/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.read.FieldPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The least of a table's columns from which some fields can be produced.
 *
 * @param columns in which structs have the fields that are needed alone
 * @param produced where those fields are in these columns
 */
record PrunedColumns(RowType columns, FieldPaths produced) {

  /**
   * Prunes columns.
   *
   * @param wanted paths of fields in them
   */
  static PrunedColumns of(RowType columns, List<List<Integer>> wanted) {
    List<Integer> tops = wanted.stream().map(it -> it.get(0)).distinct().toList();
    List<RowType.RowField> fields = new ArrayList<>();
    List<List<Integer>> produced = new ArrayList<>();
    List<Pruned> pruned = new ArrayList<>();
    for (int top : tops) {
      RowType.RowField field = columns.getFields().get(top);
      Pruned of = prune(field.getType(), below(wanted, it -> it.get(0) == top));
      pruned.add(of);
      fields.add(new RowType.RowField(field.getName(), of.type()));
    }
    for (List<Integer> path : wanted) {
      int place = tops.indexOf(path.get(0));
      List<Integer> moved = new ArrayList<>(List.of(place));
      moved.addAll(pruned.get(place).moved(path.subList(1, path.size())));
      produced.add(moved);
    }
    return new PrunedColumns(new RowType(false, fields), new FieldPaths(produced));
  }

  /** A type, and where the fields of the whole type are in it. */
  private record Pruned(LogicalType type, List<Integer> kept, List<Pruned> fields) {
    List<Integer> moved(List<Integer> path) {
      if (path.isEmpty() || kept.isEmpty()) {
        return path;
      }
      int place = kept.indexOf(path.get(0));
      List<Integer> moved = new ArrayList<>(List.of(place));
      moved.addAll(fields.get(place).moved(path.subList(1, path.size())));
      return moved;
    }
  }

  /** The whole type if it is wanted itself. */
  private static Pruned prune(LogicalType type, List<List<Integer>> wanted) {
    if (!(type instanceof RowType row) || wanted.stream().anyMatch(List::isEmpty)) {
      return new Pruned(type, List.of(), List.of());
    }
    List<Integer> kept = wanted.stream().map(it -> it.get(0)).distinct().toList();
    List<Pruned> pruned = new ArrayList<>();
    List<RowType.RowField> fields = new ArrayList<>();
    for (int ordinal : kept) {
      RowType.RowField field = row.getFields().get(ordinal);
      Pruned of = prune(field.getType(), below(wanted, it -> it.get(0) == ordinal));
      pruned.add(of);
      fields.add(new RowType.RowField(field.getName(), of.type()));
    }
    return new Pruned(new RowType(row.isNullable(), fields), kept, pruned);
  }

  private static List<List<Integer>> below(
      List<List<Integer>> wanted, Predicate<List<Integer>> which) {
    return wanted.stream().filter(which).map(it -> it.subList(1, it.size())).toList();
  }
}
