/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.read;

import java.util.concurrent.atomic.LongAdder;

/**
 * What the reading of data files has asked of a store so far; repetitions after a refusal are not
 * counted. Thread-safe.
 */
public final class ReadFigures {
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder rowGroupsSkipped = new LongAdder();
  private final LongAdder rowsSkipped = new LongAdder();

  /** Counts one request. */
  public void asked(long requestedBytes) {
    requests.increment();
    bytes.add(requestedBytes);
  }

  /** Counts a row group that was left out, for surely none of its rows is wanted. */
  public void skippedRowGroup(long rows) {
    rowGroupsSkipped.increment();
    rowsSkipped.add(rows);
  }

  /** Counts rows of a row group that was read that are in pages that were left out. */
  public void skippedRows(long rows) {
    rowsSkipped.add(rows);
  }

  public long rowGroupsSkipped() {
    return rowGroupsSkipped.sum();
  }

  /** Rows that were left out unread, those of row groups included. */
  public long rowsSkipped() {
    return rowsSkipped.sum();
  }

  public long requests() {
    return requests.sum();
  }

  public long bytes() {
    return bytes.sum();
  }
}
