/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import io.deltasharing.flink.benchmarks.Pipeline;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** Runs jobs one after another on one cluster in this JVM. */
final class Jobs implements AutoCloseable {
  private final Pipeline pipeline;
  private final MiniCluster cluster;

  Jobs(Pipeline pipeline) throws Exception {
    this.pipeline = pipeline;
    this.cluster = cluster(pipeline.parallelism());
  }

  /** A cluster of one TaskManager, started. */
  static MiniCluster cluster(int slots) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return cluster;
  }

  StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, pipeline.objectReuse());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(pipeline.parallelism());
    environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
    return environment;
  }

  /** Runs what was put together in an environment, with a sum over these rows at its end. */
  ReadSum run(StreamExecutionEnvironment environment, DataStream<RowData> rows, RowType columns)
      throws Exception {
    rows.flatMap(new Summing(columns)).returns(Long.class).sinkTo(new DiscardingSink<>());
    return Summing.of(cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph()));
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
