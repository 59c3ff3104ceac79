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

  /** Counts one request. */
  public void asked(long requestedBytes) {
    requests.increment();
    bytes.add(requestedBytes);
  }

  public long requests() {
    return requests.sum();
  }

  public long bytes() {
    return bytes.sum();
  }
}
