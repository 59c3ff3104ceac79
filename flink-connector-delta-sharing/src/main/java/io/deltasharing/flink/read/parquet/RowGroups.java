/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.predicate.Verdict;
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

  /** And so is one of rows with so many bytes. */
  private static final long MOST_BYTES = 16L << 20;

  private final Footer footer;
  private final FileBytes bytes;
  private final List<LeafColumn> leaves;
  private final ScanSettings settings;
  private final long firstRow;
  private final Deque<Group> todo = new ArrayDeque<>();
  private final @Nullable PageIndexes indexes;
  private @Nullable Group open;

  /** One row group: its rows by their physical index. */
  private static final class Group {
    private final RowGroup group;
    private final List<ColumnMetaData> columns;
    private final List<ChunkRange> chunks;
    private final RowRange rows;

    /** Whether some of its rows may not satisfy the filter. */
    private final boolean filtered;

    private @Nullable PageSelection selection;
    private @Nullable RowGroupBytes begun;

    Group(
        RowGroup group,
        List<ColumnMetaData> columns,
        List<ChunkRange> chunks,
        RowRange rows,
        boolean filtered) {
      this.group = group;
      this.columns = columns;
      this.chunks = chunks;
      this.rows = rows;
      this.filtered = filtered;
    }
  }

  /**
   * @param section groups that do not begin in it are not read
   * @param filter nor are those in which surely no row satisfies it; null for all
   * @param firstRow nor are those that end before it
   */
  RowGroups(
      Footer footer,
      FileBytes bytes,
      List<ColumnReader> readers,
      FileSection section,
      @Nullable FileFilter filter,
      long firstRow,
      ScanSettings settings)
      throws MalformedFileException {
    this.footer = footer;
    this.bytes = bytes;
    this.leaves = readers.stream().flatMap(it -> it.leaves().stream()).toList();
    this.settings = settings;
    this.firstRow = firstRow;
    for (Footer.PlacedGroup placed : footer.groupsIn(section)) {
      Verdict verdict = filter == null ? Verdict.ALL : filter.over(placed.group());
      RowRange rows = placed.rows();
      if (verdict == Verdict.NONE) {
        bytes.figures().skippedRowGroup(rows.end() - rows.first());
      } else if (rows.end() > Math.max(rows.first(), firstRow)) {
        todo.add(group(placed, verdict == Verdict.SOME));
      }
    }
    this.indexes = filter == null ? null : indexes(filter);
  }

  private PageIndexes indexes(FileFilter filter) {
    return new PageIndexes(
        filter,
        bytes,
        leaves.stream().map(LeafColumn::leaf).toList(),
        todo.stream().map(it -> it.group).toList());
  }

  private Group group(Footer.PlacedGroup placed, boolean filtered) throws MalformedFileException {
    RowRange rows = placed.rows();
    List<ColumnMetaData> columns = new ArrayList<>();
    List<ChunkRange> chunks = new ArrayList<>();
    for (LeafColumn leaf : leaves) {
      ColumnMetaData column = footer.column(placed.group(), leaf.leaf());
      checkCount(column, leaf.leaf(), rows.end() - rows.first());
      columns.add(column);
      chunks.add(footer.range(column));
    }
    return new Group(placed.group(), columns, chunks, rows, filtered);
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
    beginNext(settings.prefetchBytes() - size());
    int piece = 0;
    for (int i = 0; i < leaves.size(); i++) {
      List<ChunkPiece.Loaded> pieces = new ArrayList<>();
      for (ChunkPiece of : selection(group).pieces().get(i)) {
        pieces.add(of.loaded(begun.chunk(piece++)));
      }
      leaves.get(i).open(pieces, Codec.of(group.columns.get(i).getCodec()));
    }
    return true;
  }

  private PageSelection selection(Group group) throws IOException {
    PageSelection selection = group.selection;
    if (selection == null) {
      selection =
          indexes == null || !group.filtered
              ? PageSelection.all(group.rows, group.chunks)
              : indexes.select(group.group, group.rows, group.chunks);
      bytes.figures().skippedRows(group.rows.end() - group.rows.first() - selection.rowCount());
      selection = selection.from(firstRow);
      group.selection = selection;
    }
    return selection;
  }

  private RowGroupBytes begin(Group group) throws IOException {
    RowGroupBytes begun = group.begun;
    if (begun == null) {
      begun = bytes.begin(ranges(group));
      group.begun = begun;
    }
    return begun;
  }

  /**
   * Begins to read the row group that follows.
   *
   * @param budget in bytes; a larger one is read when it is its turn
   */
  void beginNext(long budget) throws IOException {
    Group next = todo.peek();
    if (next != null && budget > 0 && bytes.size(ranges(next)) <= budget) {
      begin(next);
    }
  }

  /** Whether none follows the one that is open. */
  boolean isLast() {
    return todo.isEmpty();
  }

  /** What is held of the open row group, in bytes. */
  long size() throws IOException {
    return open == null ? 0 : bytes.size(ranges(open));
  }

  private List<ChunkRange> ranges(Group group) throws IOException {
    return selection(group).pieces().stream().flatMap(List::stream).map(ChunkPiece::range).toList();
  }

  /** Physical index of the first row of the open row group, wanted or not. */
  long startRow() {
    return open == null ? 0 : open.rows.first();
  }

  /** Physical index behind the last row of the open row group. */
  long endRow() {
    return open == null ? 0 : open.rows.end();
  }

  /** The rows of the open row group that are asked for. */
  List<RowRange> rows() throws IOException {
    return open == null ? List.of() : selection(open).rows();
  }

  /** Whether some of those may not satisfy the filter. */
  boolean isFiltered() {
    return open != null && open.filtered;
  }

  /** How many rows to decode at a time, where usually so many are: fewer of large ones. */
  int batchRows(int usual) {
    long rows = endRow() - startRow();
    if (open == null || rows == 0) {
      return usual;
    }
    long most = 1;
    long bytes = 1;
    for (ColumnMetaData column : open.columns) {
      most = Math.max(most, column.getNum_values() / rows);
      bytes += Math.max(0, column.getTotal_uncompressed_size() / rows);
    }
    long few = Math.min(MOST_ELEMENTS / most, MOST_BYTES / Math.max(1, bytes));
    return (int) Math.max(1, Math.min(usual, few));
  }

  /** Lets go of the open row group. */
  void close() {
    leaves.forEach(LeafColumn::close);
    open = null;
  }
}
