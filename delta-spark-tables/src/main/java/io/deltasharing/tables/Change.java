/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.tables;

import java.util.List;
import java.util.Locale;

/**
 * What one operation does to a table.
 *
 * @param removed files that are no longer part of it
 * @param added files that are new in it, or have another deletion vector
 * @param moved whether all rows stay what they were, in other files
 */
record Change(
    List<FileRows> removed,
    List<FileRows> added,
    List<TableRow> inserted,
    List<TableRow> deleted,
    List<Update> updated,
    boolean moved) {

  /** A row before and after. */
  record Update(TableRow before, TableRow after) {}

  static Change none() {
    return new Change(List.of(), List.of(), List.of(), List.of(), List.of(), false);
  }

  static Change moved(List<FileRows> removed, List<FileRows> added) {
    return new Change(removed, added, List.of(), List.of(), List.of(), true);
  }

  /** The rows of all files that the commit adds as new data. */
  List<TableRow> rowsOfAdded() {
    return moved ? List.of() : added.stream().flatMap(it -> it.rows().stream()).toList();
  }

  /** Whether a commit adds and removes as many files, and as many rows by their statistics. */
  boolean fits(CommitFacts facts) {
    return facts.count(moved ? "movedAdds" : "adds") == added.size()
        && facts.count(moved ? "movedRemoves" : "removes") == removed.size()
        && (!facts.countsRows() || facts.rowsAdded() == rowsOfAdded().size());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d files added with %d rows, %d files removed, moved %b",
        added.size(),
        rowsOfAdded().size(),
        removed.size(),
        moved);
  }
}
