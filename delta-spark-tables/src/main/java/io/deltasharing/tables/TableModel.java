/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What a table holds, by data file, as it follows from the operations alone. Knows how delta-spark
 * lays rows out when it runs with one thread: an insert makes one file per partition; files that a
 * change touches become one file per partition, or get deletion vectors.
 */
final class TableModel {
  private final List<String> partitionColumns;
  private final Map<Long, List<FileRows>> versions = new HashMap<>();
  private List<FileRows> files = List.of();
  private boolean vectors;

  TableModel(List<String> partitionColumns) {
    this.partitionColumns = partitionColumns;
  }

  /** Whether rows are deleted by deletion vectors from now on. */
  void useVectors(boolean use) {
    vectors = use;
  }

  List<TableRow> rows() {
    return files.stream().flatMap(it -> it.rows().stream()).toList();
  }

  /** Remembers what the table holds now, to be restored. */
  void keep(long version) {
    versions.put(version, files);
  }

  Change insert(List<TableRow> rows) {
    List<FileRows> added = filesOf(rows);
    return apply(new Change(List.of(), added, rows, List.of(), List.of(), false));
  }

  /**
   * @param become what becomes of a row that matches; null if it is deleted
   */
  Change change(
      Predicate<TableRow> matches, Function<TableRow, TableRow> become, List<TableRow> inserted) {
    List<FileRows> touched =
        files.stream().filter(it -> it.rows().stream().anyMatch(matches)).toList();
    List<TableRow> deleted = new ArrayList<>();
    List<Change.Update> updated = new ArrayList<>();
    for (TableRow row :
        touched.stream().flatMap(it -> it.rows().stream()).filter(matches).toList()) {
      TableRow after = become.apply(row);
      if (after == null) {
        deleted.add(row);
      } else {
        updated.add(new Change.Update(row, after));
      }
    }
    List<TableRow> fresh = new ArrayList<>(updated.stream().map(Change.Update::after).toList());
    fresh.addAll(inserted);
    List<FileRows> added = vectors ? remaining(touched, matches) : new ArrayList<>();
    if (!vectors) {
      touched.forEach(it -> fresh.addAll(it.rows().stream().filter(matches.negate()).toList()));
    }
    added.addAll(filesOf(fresh));
    return apply(new Change(touched, added, inserted, deleted, updated, false));
  }

  /** Writes files anew, one per partition. */
  Change compact(Predicate<FileRows> wanted) {
    List<FileRows> removed = files.stream().filter(wanted).toList();
    List<TableRow> rows = removed.stream().flatMap(it -> it.rows().stream()).toList();
    return apply(Change.moved(removed, filesOf(rows)));
  }

  /** Puts rows in the place of all files whose rows match. */
  Change overwrite(Predicate<TableRow> matches, List<TableRow> rows) {
    List<FileRows> removed =
        files.stream().filter(it -> it.rows().stream().allMatch(matches)).toList();
    List<TableRow> deleted = removed.stream().flatMap(it -> it.rows().stream()).toList();
    return apply(new Change(removed, filesOf(rows), rows, deleted, List.of(), false));
  }

  Change restore(long version) {
    List<FileRows> then = versions.get(version);
    List<FileRows> removed = files.stream().filter(it -> !then.contains(it)).toList();
    List<FileRows> added = then.stream().filter(it -> !files.contains(it)).toList();
    List<TableRow> before = rows();
    List<TableRow> after = then.stream().flatMap(it -> it.rows().stream()).toList();
    return apply(
        new Change(removed, added, minus(after, before), minus(before, after), List.of(), false));
  }

  /** Changes the columns, which leaves the files what they are. */
  Change columns(UnaryOperator<TableRow> change) {
    files =
        files.stream()
            .map(
                it ->
                    new FileRows(
                        it.partition(), it.rows().stream().map(change).toList(), it.hasVector()))
            .toList();
    return Change.none();
  }

  private Change apply(Change change) {
    List<FileRows> after = new ArrayList<>(files);
    after.removeAll(change.removed());
    after.addAll(change.added());
    files = List.copyOf(after);
    return change;
  }

  private static List<FileRows> remaining(List<FileRows> touched, Predicate<TableRow> matches) {
    List<FileRows> remaining = new ArrayList<>();
    for (FileRows file : touched) {
      List<TableRow> rows = file.rows().stream().filter(matches.negate()).toList();
      if (!rows.isEmpty()) {
        remaining.add(new FileRows(file.partition(), rows, true));
      }
    }
    return remaining;
  }

  private List<FileRows> filesOf(List<TableRow> rows) {
    Map<List<Object>, List<TableRow>> byPartition = new LinkedHashMap<>();
    for (TableRow row : rows) {
      List<Object> partition = new ArrayList<>();
      partitionColumns.forEach(it -> partition.add(row.get(it)));
      byPartition.computeIfAbsent(partition, it -> new ArrayList<>()).add(row);
    }
    List<FileRows> result = new ArrayList<>();
    byPartition.forEach((partition, its) -> result.add(new FileRows(partition, its, false)));
    return result;
  }

  private static List<TableRow> minus(List<TableRow> rows, List<TableRow> others) {
    List<TableRow> left = new ArrayList<>(rows);
    others.forEach(left::remove);
    return left;
  }
}
