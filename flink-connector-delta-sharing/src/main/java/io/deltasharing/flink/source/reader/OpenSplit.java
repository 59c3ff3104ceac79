/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A split that is being read, file by file. Fetching thread only. */
final class OpenSplit {
  private final String table;
  private final DeltaSharingSplit split;
  private final List<MetadataColumn> metadata;
  private int current;
  private @Nullable FileRows rows;

  /**
   * @param table share.schema.table, for messages
   */
  OpenSplit(String table, DeltaSharingSplit split, List<MetadataColumn> metadata) {
    this.table = table;
    this.split = split;
    this.metadata = metadata;
  }

  String id() {
    return split.splitId();
  }

  /** The next rows, of one file; the news that the split is finished; or nothing for now. */
  FetchedRows fetch(DataFileReader files) throws IOException {
    SplitFile file = split.files().get(current);
    try {
      return fetch(files, file);
    } catch (IOException | RuntimeException e) {
      throw FailedFile.of(table, file, e);
    }
  }

  private FetchedRows fetch(DataFileReader files, SplitFile file) throws IOException {
    FileRows open = rows;
    if (open == null) {
      open = files.open(file.file(), file.section(), current == 0 ? split.position() : 0);
      rows = open;
      if (current + 1 < split.files().size()) {
        files.expect(split.files().get(current + 1).file());
      }
    }
    Optional<RowBatch> batch = open.next();
    if (batch.isPresent()) {
      return FetchedRows.of(id(), current, withMetadata(batch.get(), file));
    }
    close();
    current++;
    return current == split.files().size() ? FetchedRows.finished(id()) : FetchedRows.nothing();
  }

  void close() throws IOException {
    FileRows open = rows;
    rows = null;
    if (open != null) {
      open.close();
    }
  }

  private RowBatch withMetadata(RowBatch batch, SplitFile file) {
    return metadata.isEmpty() ? batch : new MetadataRows(batch, file, metadata);
  }
}
