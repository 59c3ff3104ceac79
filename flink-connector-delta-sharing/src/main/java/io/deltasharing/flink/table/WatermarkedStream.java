/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.RowData;

/** The source with a watermark strategy within it, so that it sees each split by itself. */
record WatermarkedStream(CheckedSource source, WatermarkStrategy<RowData> watermarks, String name)
    implements DataStreamScanProvider {
  private static final String UID = "delta-sharing";

  @Override
  public DataStream<RowData> produceDataStream(
      ProviderContext context, StreamExecutionEnvironment environment) {
    DataStreamSource<RowData> stream =
        environment.fromSource(source.createSource(), watermarks, name);
    context.generateUid(UID).ifPresent(stream::uid);
    return stream;
  }

  @Override
  public boolean isBounded() {
    return source.isBounded();
  }

  @Override
  public Optional<Integer> getParallelism() {
    return source.getParallelism();
  }
}
