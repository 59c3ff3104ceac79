/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.types.Row;

/** Keeps the rows that arrive, in the JVM of the test; those of all jobs since the reset. */
public final class RowRecorder implements MapFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Condition CHANGED = LOCK.newCondition();
  private static final List<Row> ROWS = new ArrayList<>();

  public static void reset() {
    LOCK.lock();
    try {
      ROWS.clear();
    } finally {
      LOCK.unlock();
    }
  }

  public static List<Row> rows() {
    LOCK.lock();
    try {
      return List.copyOf(ROWS);
    } finally {
      LOCK.unlock();
    }
  }

  /** Waits until the rows are as they should be; says whether they are. */
  public static boolean await(Predicate<List<Row>> condition, Duration timeout)
      throws InterruptedException {
    long nanos = timeout.toNanos();
    LOCK.lock();
    try {
      while (!condition.test(ROWS) && nanos > 0) {
        nanos = CHANGED.awaitNanos(nanos);
      }
      return condition.test(ROWS);
    } finally {
      LOCK.unlock();
    }
  }

  @Override
  public Row map(Row row) {
    LOCK.lock();
    try {
      ROWS.add(row);
      CHANGED.signalAll();
    } finally {
      LOCK.unlock();
    }
    return row;
  }
}
