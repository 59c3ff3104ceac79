/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read.parquet;

import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.RowRange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;

/**
 * What a file says that it has.
 *
 * @param schema its root
 * @param fileLength in bytes
 * @param orders in which bounds of the columns are; none for columns at the end
 * @param calendar by which its dates and times were written
 */
record Footer(
    SchemaNode schema,
    List<RowGroup> rowGroups,
    long fileLength,
    List<ColumnOrder> orders,
    WritersCalendar calendar) {

  static Footer of(FileMetaData metaData, long fileLength) throws MalformedFileException {
    if (metaData.isSetEncryption_algorithm()) {
      throw encrypted();
    }
    SchemaNode schema = SchemaTree.of(metaData.getSchema());
    for (RowGroup group : metaData.getRow_groups()) {
      if (group.getNum_rows() < 0) {
        throw new MalformedFileException("a row group has " + group.getNum_rows() + " rows");
      }
      checkPaths(schema, new ArrayDeque<>(), group.getColumns());
    }
    List<ColumnOrder> orders = metaData.getColumn_orders();
    return new Footer(
        schema,
        metaData.getRow_groups(),
        fileLength,
        orders == null ? List.of() : orders,
        WritersCalendar.of(metaData.getKey_value_metadata(), metaData.getCreated_by()));
  }

  /** Both the schema and the row groups name the columns, and a name that is garbled is missing. */
  private static void checkPaths(SchemaNode group, Deque<String> path, List<ColumnChunk> columns)
      throws MalformedFileException {
    for (SchemaNode child : group.children()) {
      path.addLast(child.name());
      if (child.isLeaf()) {
        checkPath(child, path, columns);
      } else {
        checkPaths(child, path, columns);
      }
      path.removeLast();
    }
  }

  private static void checkPath(SchemaNode leaf, Deque<String> path, List<ColumnChunk> columns)
      throws MalformedFileException {
    ColumnMetaData column =
        leaf.column() < columns.size() ? columns.get(leaf.column()).getMeta_data() : null;
    // Without metadata, it is encrypted.
    if (column != null && !List.copyOf(path).equals(column.getPath_in_schema())) {
      throw new MalformedFileException(
          "column '" + String.join(".", path) + "' is called otherwise in a row group");
    }
  }

  /**
   * A row group and where its rows stand in the file.
   *
   * @param rows by their physical index
   */
  record PlacedGroup(RowGroup group, RowRange rows) {}

  /** The row groups that begin in a section. */
  List<PlacedGroup> groupsIn(FileSection section) throws MalformedFileException {
    List<PlacedGroup> placed = new ArrayList<>();
    long start = 0;
    for (RowGroup group : rowGroups) {
      long end = start + group.getNum_rows();
      if (end < start) {
        throw new MalformedFileException("its row groups have too many rows");
      }
      if (section.isWhole() || section.has(offset(group))) {
        placed.add(new PlacedGroup(group, new RowRange(start, end)));
      }
      start = end;
    }
    return placed;
  }

  /** The rows of the row groups that begin in a section. */
  List<RowRange> rowsIn(FileSection section) throws MalformedFileException {
    return groupsIn(section).stream().map(PlacedGroup::rows).toList();
  }

  /** Where a row group begins: the same whichever columns are read. */
  private long offset(RowGroup group) throws MalformedFileException {
    ColumnMetaData first =
        group.getColumns().isEmpty() ? null : group.getColumns().get(0).getMeta_data();
    if (first == null) {
      throw encrypted();
    }
    long from = from(first);
    if (from < 0 || from > fileLength) {
      // It would be in no section, and its rows missing.
      throw new MalformedFileException(
          "it says that a row group begins at " + from + ", and has " + fileLength + " bytes");
    }
    return from;
  }

  static MalformedFileException encrypted() {
    return new MalformedFileException("it is encrypted, which is not supported");
  }

  /** Whether the bounds of a column's values are in the order that its type has. */
  boolean hasTypeOrder(SchemaNode leaf) {
    return leaf.column() < orders.size() && orders.get(leaf.column()).isSetTYPE_ORDER();
  }

  /** What there is to know of one column in a row group. */
  ColumnMetaData column(RowGroup group, SchemaNode leaf) throws MalformedFileException {
    List<ColumnChunk> columns = group.getColumns();
    if (leaf.column() >= columns.size()) {
      throw new MalformedFileException("a row group has fewer columns than the schema");
    }
    ColumnChunk chunk = columns.get(leaf.column());
    if (chunk.isSetCrypto_metadata()) {
      throw encrypted();
    }
    if (chunk.isSetFile_path()) {
      throw new MalformedFileException("its columns are in other files, which is not supported");
    }
    ColumnMetaData metaData = chunk.getMeta_data();
    if (metaData == null || metaData.getType() != leaf.physicalType()) {
      throw new MalformedFileException(
          "column '" + leaf.name() + "' is not stored as the schema says");
    }
    return metaData;
  }

  /** Where a column's bytes are. */
  ChunkRange range(ColumnMetaData column) throws MalformedFileException {
    long from = from(column);
    long length = column.getTotal_compressed_size();
    if (from < 0 || length < 0 || length > fileLength - from) {
      throw new MalformedFileException(
          "it says that a column has "
              + length
              + " bytes from "
              + from
              + " on, and has "
              + fileLength
              + " altogether");
    }
    if (length > ChunkRange.MOST_BYTES) {
      throw new UnknownFormException("a column of " + length + " bytes in one row group");
    }
    return new ChunkRange(from, (int) length);
  }

  private static long from(ColumnMetaData column) {
    long from = column.getData_page_offset();
    long dictionary = column.isSetDictionary_page_offset() ? column.getDictionary_page_offset() : 0;
    return dictionary > 0 ? Math.min(dictionary, from) : from;
  }
}
