/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.util.Optional;

/**
 * Opens files until enough rows were read of them; of others it reads none. Not exact: a batch is
 * not divided, and no file is read ahead, for it is probably not needed. One thread at a time.
 */
final class LimitedFiles implements DataFileReader {
  private final DataFileReader files;
  private long left;

  /**
   * @param limit so many rows are enough
   */
  LimitedFiles(DataFileReader files, long limit) {
    this.files = files;
    this.left = limit;
  }

  @Override
  public FileRows open(DataFile file, FileSection section, long firstRow) throws IOException {
    return new LimitedRows(
        left > 0 ? Optional.of(files.open(file, section, firstRow)) : Optional.empty());
  }

  private final class LimitedRows implements FileRows {
    private final Optional<FileRows> rows;

    LimitedRows(Optional<FileRows> rows) {
      this.rows = rows;
    }

    @Override
    public Optional<RowBatch> next() throws IOException {
      if (rows.isEmpty() || left <= 0) {
        return Optional.empty();
      }
      Optional<RowBatch> batch = rows.get().next();
      batch.ifPresent(it -> left -= it.size());
      return batch;
    }

    @Override
    public void close() throws IOException {
      if (rows.isPresent()) {
        rows.get().close();
      }
    }
  }
}
