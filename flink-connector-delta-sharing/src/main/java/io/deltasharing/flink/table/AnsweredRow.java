/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;

/** A scan of a table whose answer was known when the query was planned. */
record AnsweredRow(RowData row, RowType type, String name) implements DataStreamScanProvider {

  @Override
  public DataStream<RowData> produceDataStream(
      ProviderContext context, StreamExecutionEnvironment environment) {
    DataStreamSource<RowData> stream =
        environment.fromData(List.of(row), InternalTypeInfo.of(type));
    return stream.name(name);
  }

  @Override
  public boolean isBounded() {
    return true;
  }
}
