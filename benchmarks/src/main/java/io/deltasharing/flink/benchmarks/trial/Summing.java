/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.io.Serial;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/** The operator behind the source: asks rows for all their fields, and emits nothing. */
final class Summing extends RichFlatMapFunction<RowData, Long> {
  @Serial private static final long serialVersionUID = 1L;
  private static final String ROWS = "rows";
  private static final String SUM = "sum";

  private final RowSum rowSum;
  private long rows;
  private long sum;

  Summing(RowType columns) {
    rowSum = new RowSum(columns);
  }

  static ReadSum of(JobExecutionResult result) {
    long rows = result.getAccumulatorResult(ROWS);
    long sum = result.getAccumulatorResult(SUM);
    return new ReadSum(rows, sum);
  }

  @Override
  public void flatMap(RowData row, Collector<Long> out) {
    sum += rowSum.of(row);
    rows++;
  }

  @Override
  public void close() {
    getRuntimeContext().addAccumulator(ROWS, new LongCounter(rows));
    getRuntimeContext().addAccumulator(SUM, new LongCounter(sum));
  }
}
