/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** A job of the DataStream API: a source, and an operator that asks rows for all their fields. */
final class StreamPass implements Pass {
  private final Jobs jobs;
  private final Source<RowData, ?, ?> source;
  private final RowType columns;

  StreamPass(Jobs jobs, Source<RowData, ?, ?> source, RowType columns) {
    this.jobs = jobs;
    this.source = source;
    this.columns = columns;
  }

  @Override
  public ReadSum run() throws Exception {
    StreamExecutionEnvironment environment = jobs.environment();
    return jobs.run(
        environment,
        environment.fromSource(
            source, WatermarkStrategy.noWatermarks(), "rows", InternalTypeInfo.of(columns)),
        columns);
  }

  @Override
  public void close() throws Exception {
    jobs.close();
  }
}
