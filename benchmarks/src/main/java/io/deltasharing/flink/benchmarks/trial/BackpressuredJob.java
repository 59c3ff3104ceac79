/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** A streaming job whose source is faster than the operator behind it, until it is closed. */
final class BackpressuredJob implements AutoCloseable {
  /** Never within a trial: checkpoints are triggered by whoever takes their time. */
  private static final Duration INTERVAL = Duration.ofDays(365);

  private final MiniCluster cluster;
  private final JobID id;
  private final CompletableFuture<JobResult> end;

  private BackpressuredJob(MiniCluster cluster, JobID id) {
    this.cluster = cluster;
    this.id = id;
    this.end = cluster.requestJobResult(id);
  }

  /** Starts it. */
  static BackpressuredJob on(
      MiniCluster cluster, Source<RowData, ?, ?> source, RowType columns, Link link)
      throws Exception {
    JobGraph graph = graph(source, columns, link);
    cluster.submitJob(graph).get();
    return new BackpressuredJob(cluster, graph.getJobID());
  }

  private static JobGraph graph(Source<RowData, ?, ?> source, RowType columns, Link link) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, INTERVAL);
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1);
    DataStream<RowData> rows =
        environment.fromSource(
            source, WatermarkStrategy.noWatermarks(), "rows", InternalTypeInfo.of(columns));
    (link == Link.EXCHANGED ? rows.rebalance() : rows)
        .flatMap(new SlowOperator(columns))
        .returns(Long.class)
        .sinkTo(new DiscardingSink<>());
    return environment.getStreamGraph().getJobGraph();
  }

  /**
   * Waits until the slow operator has worked for so many tenths of a second from now on.
   *
   * @throws IllegalStateException if the job came to its end
   */
  void goOn(int steps) throws Exception {
    if (!SlowOperator.awaitSteps(steps)) {
      throw stopped(null);
    }
  }

  /**
   * Triggers a checkpoint and waits until it is complete.
   *
   * @throws IllegalStateException if the job came to its end, or the checkpoint failed
   */
  void checkpoint() throws Exception {
    try {
      cluster.triggerCheckpoint(id).get();
    } catch (ExecutionException e) {
      throw stopped(e);
    }
  }

  private IllegalStateException stopped(@Nullable Exception cause) throws Exception {
    if (!end.isDone()) {
      return new IllegalStateException("the job runs, but does not go on", cause);
    }
    return end.get()
        .getSerializedThrowable()
        .map(it -> new IllegalStateException("the job failed", it))
        .orElseGet(
            () ->
                new IllegalStateException(
                    "the job had read its table before all was measured; measure with more rows"));
  }

  @Override
  public void close() throws Exception {
    if (!end.isDone()) {
      cluster.cancelJob(id).get();
      end.get();
    }
  }
}
