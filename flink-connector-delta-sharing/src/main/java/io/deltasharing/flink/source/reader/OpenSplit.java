/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import io.deltasharing.flink.source.split.DeltaSharingSplit;
import io.deltasharing.flink.source.split.SplitFile;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A split that is being read, file by file. Fetching thread only. */
final class OpenSplit {
  private final String table;
  private final DeltaSharingSplit split;
  private final RowForm.Writer form;
  private int current;
  private @Nullable FileRows rows;

  /** Where the current file is begun with, or gone on. */
  private long position;

  /** Whether the reader of files has been told which is next. */
  private boolean isNextTold;

  /**
   * @param table share.schema.table, for messages
   */
  OpenSplit(String table, DeltaSharingSplit split, RowForm.Writer form) {
    this.table = table;
    this.split = split;
    this.form = form;
    this.position = split.position();
  }

  String id() {
    return split.splitId();
  }

  /** The file that it begins with; empty unless that is still to be opened, and from its start. */
  Optional<SplitFile> firstFile() {
    return current == 0 && rows == null && position == 0
        ? Optional.of(split.files().get(0))
        : Optional.empty();
  }

  /**
   * The next rows, of one file; the news that the split is finished; or nothing for now.
   *
   * @param behind tells the file to be read when this split is finished, if that is known; not
   *     asked again once it has told one
   */
  FetchedRows fetch(DataFileReader files, Supplier<Optional<SplitFile>> behind) throws IOException {
    SplitFile file = split.files().get(current);
    try {
      return fetch(files, file, behind);
    } catch (IOException | RuntimeException e) {
      throw FailedFile.of(table, file, e);
    }
  }

  private FetchedRows fetch(
      DataFileReader files, SplitFile file, Supplier<Optional<SplitFile>> behind)
      throws IOException {
    FileRows open = rows;
    if (open == null) {
      open = files.open(file.file(), file.section(), position);
      rows = open;
      isNextTold = false;
    }
    if (!isNextTold) {
      Optional<SplitFile> next =
          isLast() ? behind.get() : Optional.of(split.files().get(current + 1));
      if (next.isPresent()) {
        files.expect(next.get().file(), next.get().section());
        isNextTold = true;
      }
    }
    Optional<RowBatch> batch = open.next();
    if (batch.isPresent()) {
      RowBatch read = batch.get();
      position = read.size() == 0 ? position : read.position(read.size() - 1) + 1;
      return FetchedRows.of(id(), current, form.rows(read, file));
    }
    close();
    boolean isFinished = isLast();
    current++;
    position = 0;
    return isFinished ? FetchedRows.finished(id()) : FetchedRows.nothing();
  }

  private boolean isLast() {
    return current + 1 == split.files().size();
  }

  /** Lets go of what is held of the file; the next fetch goes on behind the rows of the last. */
  void close() throws IOException {
    FileRows open = rows;
    rows = null;
    if (open != null) {
      open.close();
    }
  }
}
