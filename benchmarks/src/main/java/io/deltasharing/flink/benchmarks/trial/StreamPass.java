/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.benchmarks.Contender;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
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

  /**
   * The source of a contender, bounded, on a table of the local disk.
   *
   * @throws IllegalArgumentException if it has none
   */
  static Source<RowData, ?, ?> source(
      Contender contender, Path directory, List<Path> files, RowType columns) {
    return switch (contender) {
      case OURS -> new LocalSource(directory, columns);
      case FLINK ->
          FileSource.forBulkFileFormat(
                  FlinkScan.format(columns),
                  files.stream()
                      .map(it -> new org.apache.flink.core.fs.Path(it.toUri()))
                      .toArray(org.apache.flink.core.fs.Path[]::new))
              .build();
      default ->
          throw new IllegalArgumentException(contender.label() + " has no source of streams");
    };
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
