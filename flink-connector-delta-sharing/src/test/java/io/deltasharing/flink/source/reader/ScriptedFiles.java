/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.plan.DataFile;
import io.deltasharing.flink.plan.FileSection;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.read.FileRows;
import io.deltasharing.flink.read.RowBatch;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * Files of three batches of one row each, in memory. A file whose name begins with "hang" hangs at
 * its second batch, as a store does, until the storage is closed or the thread interrupted.
 */
final class ScriptedFiles implements DataFileReader, AutoCloseable {
  private static final int BATCHES = 3;

  /** What was done, in order. */
  final List<String> events = new CopyOnWriteArrayList<>();

  final CountDownLatch hanging = new CountDownLatch(1);
  private final CountDownLatch storageClosed = new CountDownLatch(1);

  @Override
  public void expect(DataFile file, FileSection section) {
    events.add("expect " + file.path());
  }

  @Override
  public FileRows open(DataFile file, FileSection section, long firstRow) {
    events.add("open " + file.path() + " at " + firstRow);
    return new Rows(file.path(), firstRow);
  }

  /** Closes the storage. */
  @Override
  public void close() {
    storageClosed.countDown();
  }

  private final class Rows implements FileRows {
    private final String path;
    private long position;

    Rows(String path, long position) {
      this.path = path;
      this.position = position;
    }

    @Override
    public Optional<RowBatch> next() throws IOException {
      if (position == 1 && path.startsWith("hang")) {
        hang();
      }
      return position < BATCHES ? Optional.of(new OneRow(position++)) : Optional.empty();
    }

    private void hang() throws IOException {
      hanging.countDown();
      try {
        storageClosed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while reading " + path);
      }
      throw new IOException("the storage is closed");
    }

    @Override
    public void close() {
      events.add("close " + path);
    }
  }

  private record OneRow(long at) implements RowBatch {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public RowData row(int index) {
      return GenericRowData.of(at);
    }

    @Override
    public long position(int index) {
      return at;
    }
  }
}
