/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.Serial;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/**
 * Keeps its thread busy for 50 microseconds with each row, the time included in which it asks the
 * row for all its fields. Emits their sum, now and then.
 */
final class SlowOperator implements FlatMapFunction<RowData, Long> {
  @Serial private static final long serialVersionUID = 1L;

  private static final long NANOS_PER_ROW = 50_000;

  /** Rows of a tenth of a second. */
  private static final int ROWS_PER_STEP = 2000;

  private static final long MOST_SECONDS = 60;

  /** A permit for each step. One for all: there is one job in a trial's JVM, with one of these. */
  private static final Semaphore STEPS = new Semaphore(0);

  private final RowSum rowSum;
  private long rows;
  private long sum;

  SlowOperator(RowType columns) {
    rowSum = new RowSum(columns);
  }

  /**
   * Waits until so many steps have been taken from now on. Called by another thread than the
   * operator's.
   *
   * @return false if they were not within a minute
   */
  static boolean awaitSteps(int steps) throws InterruptedException {
    STEPS.drainPermits();
    return STEPS.tryAcquire(steps, MOST_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void flatMap(RowData row, Collector<Long> out) {
    long begin = System.nanoTime();
    sum += rowSum.of(row);
    while (System.nanoTime() - begin < NANOS_PER_ROW) {
      Thread.onSpinWait();
    }
    if (++rows % ROWS_PER_STEP == 0) {
      out.collect(sum);
      STEPS.release();
    }
  }
}
