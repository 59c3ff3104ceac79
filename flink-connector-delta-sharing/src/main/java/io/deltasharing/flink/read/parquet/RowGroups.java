/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.RowRange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** The row groups of a file that are read, one after another, the next one's bytes ahead. */
final class RowGroups {
  /** A batch of rows with many elements each is shorter. */
  private static final long MOST_ELEMENTS = 1 << 17;

  private final Footer footer;
  private final FileBytes bytes;
  private final List<ColumnReader> readers;
  private final List<LeafColumn> leaves;
  private final ScanSettings settings;
  private final Deque<Group> todo = new ArrayDeque<>();
  private @Nullable Group open;

  /** One row group: its rows by their physical index, of which the first ones may be skipped. */
  private static final class Group {
    private final List<ColumnMetaData> columns;
    private final List<ChunkRange> ranges;
    private final long start;
    private final long first;
    private final long end;
    private @Nullable RowGroupBytes begun;

    Group(List<ColumnMetaData> columns, List<ChunkRange> ranges, long start, long first, long end) {
      this.columns = columns;
      this.ranges = ranges;
      this.start = start;
      this.first = first;
      this.end = end;
    }

    long size() {
      return ranges.stream().mapToLong(ChunkRange::length).sum();
    }
  }

  /**
   * @param section groups that do not begin in it are not read
   * @param firstRow nor are those that end before it
   */
  RowGroups(
      Footer footer,
      FileBytes bytes,
      List<ColumnReader> readers,
      FileSection section,
      long firstRow,
      ScanSettings settings)
      throws MalformedFileException {
    this.footer = footer;
    this.bytes = bytes;
    this.readers = readers;
    this.leaves = readers.stream().flatMap(it -> it.leaves().stream()).toList();
    this.settings = settings;
    for (Footer.PlacedGroup placed : footer.groupsIn(section)) {
      RowRange rows = placed.rows();
      long first = Math.max(rows.first(), firstRow);
      if (rows.end() > first) {
        todo.add(group(placed.group(), rows.first(), first, rows.end()));
      }
    }
  }

  private Group group(RowGroup group, long start, long first, long end)
      throws MalformedFileException {
    List<ColumnMetaData> columns = new ArrayList<>();
    List<ChunkRange> ranges = new ArrayList<>();
    for (LeafColumn leaf : leaves) {
      ColumnMetaData column = footer.column(group, leaf.leaf());
      checkCount(column, leaf.leaf(), end - start);
      columns.add(column);
      ranges.add(footer.range(column));
    }
    return new Group(columns, ranges, start, first, end);
  }

  private static void checkCount(ColumnMetaData column, SchemaNode leaf, long rows)
      throws MalformedFileException {
    long values = column.getNum_values();
    if (leaf.repetition() == 0 ? values != rows : values < rows) {
      throw new MalformedFileException(
          "column '"
              + leaf.name()
              + "' has "
              + values
              + " values in a row group of "
              + rows
              + " rows");
    }
  }

  /**
   * Opens the next row group for all columns.
   *
   * @return whether there was one
   */
  boolean openNext() throws IOException {
    if (open != null) {
      for (LeafColumn leaf : leaves) {
        leaf.checkExhausted();
      }
    }
    close();
    Group group = todo.poll();
    if (group == null) {
      return false;
    }
    open = group;
    RowGroupBytes begun = begin(group);
    prefetch(group);
    for (int i = 0; i < leaves.size(); i++) {
      ColumnMetaData column = group.columns.get(i);
      leaves.get(i).open(begun.chunk(i), Codec.of(column.getCodec()));
    }
    if (group.first > group.start) {
      readers.forEach(it -> it.skip(group.first - group.start));
    }
    return true;
  }

  private RowGroupBytes begin(Group group) throws IOException {
    RowGroupBytes begun = group.begun;
    if (begun == null) {
      begun = bytes.begin(group.ranges);
      group.begun = begun;
    }
    return begun;
  }

  private void prefetch(Group current) throws IOException {
    Group next = todo.peek();
    if (next != null && current.size() + next.size() <= settings.prefetchBytes()) {
      begin(next);
    }
  }

  /** Physical index of the first row wanted of the open row group. */
  long firstRow() {
    return open == null ? 0 : open.first;
  }

  /** Physical index behind the last row of the open row group. */
  long endRow() {
    return open == null ? 0 : open.end;
  }

  /** How many rows to decode at a time, where usually so many are. */
  int batchRows(int usual) {
    if (open == null || open.end == open.start) {
      return usual;
    }
    long most = 1;
    for (ColumnMetaData column : open.columns) {
      most = Math.max(most, column.getNum_values() / (open.end - open.start));
    }
    return (int) Math.max(1, Math.min(usual, MOST_ELEMENTS / most));
  }

  /** Lets go of the open row group. */
  void close() {
    leaves.forEach(LeafColumn::close);
    open = null;
  }
}
