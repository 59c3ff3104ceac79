/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.predicate.ColumnBounds;
import io.deltasharing.flink.predicate.Verdict;
import io.deltasharing.flink.read.RowRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.RowGroup;

/**
 * The indexes of a file's pages: which rows of a row group may satisfy a filter, and in which pages
 * of the other columns those are.
 */
final class PageIndexes {
  private final FileFilter filter;
  private final FileBytes bytes;
  private final List<SchemaNode> leaves;
  private final List<RowGroup> groups;
  private IndexBytes loaded = IndexBytes.NONE;

  /**
   * @param leaves the columns that are read
   * @param groups the row groups that may be asked for
   */
  PageIndexes(FileFilter filter, FileBytes bytes, List<SchemaNode> leaves, List<RowGroup> groups) {
    this.filter = filter;
    this.bytes = bytes;
    this.leaves = leaves;
    this.groups = groups;
  }

  /**
   * What has to be read of a row group.
   *
   * @param rows of the row group
   * @param chunks of the columns that are read, in their order
   */
  PageSelection select(RowGroup group, RowRange rows, List<ChunkRange> chunks) throws IOException {
    PageSelection all = PageSelection.all(rows, chunks);
    List<FilteredColumn> filtered =
        filter.columns().stream().filter(it -> hasColumnIndex(it, group)).toList();
    if (filtered.isEmpty() || leaves.stream().anyMatch(it -> !hasOffsetIndex(it, group))) {
      return all;
    }
    load(group);
    long count = rows.end() - rows.first();
    List<RowRange> wanted = wanted(group, filtered, count);
    if (wanted.size() == 1 && wanted.get(0).equals(new RowRange(0, count))) {
      return all;
    }
    List<List<ChunkPiece>> pieces = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      SchemaNode leaf = leaves.get(i);
      pieces.add(
          PagePlaces.of(offsetIndex(leaf, group), chunks.get(i), count)
              .pieces(wanted, leaf.repetition() > 0));
    }
    return new PageSelection(
        wanted.stream()
            .map(it -> new RowRange(rows.first() + it.first(), rows.first() + it.end()))
            .toList(),
        pieces);
  }

  /** The rows that may satisfy the filter, counted from the beginning of the row group. */
  private List<RowRange> wanted(RowGroup group, List<FilteredColumn> filtered, long count)
      throws IOException {
    Map<FilteredColumn, PageBounds> bounds = new HashMap<>();
    TreeSet<Long> starts = new TreeSet<>();
    for (FilteredColumn column : filtered) {
      SchemaNode leaf = column.leaves().get(0);
      PagePlaces places = PagePlaces.firstRows(offsetIndex(leaf, group), count);
      bounds.put(column, new PageBounds(column, columnIndex(leaf, group), places));
      places.starts().forEach(starts::add);
    }
    List<RowRange> wanted = new ArrayList<>();
    for (Long start : starts) {
      Long next = starts.higher(start);
      long end = next == null ? count : next;
      if (start == end) {
        continue;
      }
      Verdict verdict =
          filter.over(
              column -> {
                PageBounds ofPages = bounds.get(column);
                return ofPages == null ? otherwise(column, group) : ofPages.at(start);
              });
      if (verdict != Verdict.NONE) {
        add(wanted, new RowRange(start, end));
      }
    }
    return wanted;
  }

  private static ColumnBounds otherwise(FilteredColumn column, RowGroup group) {
    return column.boundsIn(group);
  }

  private static void add(List<RowRange> ranges, RowRange next) {
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).end() == next.first()) {
      ranges.set(last, new RowRange(ranges.get(last).first(), next.end()));
    } else {
      ranges.add(next);
    }
  }

  private static boolean hasColumnIndex(FilteredColumn column, RowGroup group) {
    return column.hasOrder()
        && !column.leaves().isEmpty()
        && hasOffsetIndex(column.leaves().get(0), group)
        && chunk(column.leaves().get(0), group).isSetColumn_index_offset()
        && chunk(column.leaves().get(0), group).isSetColumn_index_length();
  }

  private static boolean hasOffsetIndex(SchemaNode leaf, RowGroup group) {
    return leaf.column() < group.getColumns().size()
        && chunk(leaf, group).isSetOffset_index_offset()
        && chunk(leaf, group).isSetOffset_index_length();
  }

  private static ColumnChunk chunk(SchemaNode leaf, RowGroup group) {
    return group.getColumns().get(leaf.column());
  }

  private OffsetIndex offsetIndex(SchemaNode leaf, RowGroup group) throws IOException {
    return loaded.at(place(leaf, group, false)).offsetIndex();
  }

  private ColumnIndex columnIndex(SchemaNode leaf, RowGroup group) throws IOException {
    return loaded.at(place(leaf, group, true)).columnIndex();
  }

  private ChunkRange place(SchemaNode leaf, RowGroup group, boolean ofBounds)
      throws MalformedFileException {
    ColumnChunk chunk = chunk(leaf, group);
    long from = ofBounds ? chunk.getColumn_index_offset() : chunk.getOffset_index_offset();
    int length = ofBounds ? chunk.getColumn_index_length() : chunk.getOffset_index_length();
    if (from < 0 || length < 0 || length > bytes.length() - from) {
      throw new MalformedFileException("the index of its pages is not within the file");
    }
    return new ChunkRange(from, length);
  }

  /** Reads the indexes of the whole file, or of one row group if those are too much. */
  private void load(RowGroup group) throws IOException {
    List<ChunkRange> ofGroup = places(Stream.of(group));
    if (!loaded.has(ofGroup)) {
      List<ChunkRange> ofFile = places(groups.stream());
      loaded =
          IndexBytes.spanOf(ofFile) <= bytes.mostAtOnce()
              ? IndexBytes.readSpan(bytes, ofFile)
              : IndexBytes.readEach(bytes, ofGroup);
    }
  }

  private List<ChunkRange> places(Stream<RowGroup> of) throws IOException {
    List<ChunkRange> places = new ArrayList<>();
    for (RowGroup group : of.toList()) {
      for (SchemaNode leaf : leaves) {
        if (hasOffsetIndex(leaf, group)) {
          places.add(place(leaf, group, false));
        }
      }
      for (FilteredColumn column : filter.columns()) {
        if (hasColumnIndex(column, group)) {
          places.add(place(column.leaves().get(0), group, true));
        }
      }
    }
    return places;
  }
}
