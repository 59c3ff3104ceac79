/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.flink.source.DeltaSharingSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;

/**
 * A DataStream job: how often, and for how much, each symbol of the shared table was traded. On a
 * cluster: {@code flink run -c io.deltasharing.flink.examples.RunningPrices
 * flink-sql-examples-VERSION.jar --path config.share#market.live.trades}. Further options are those
 * of a SQL table, such as {@code --s3.endpoint}.
 */
public final class RunningPrices {

  private static final int PRECISION = 12;
  private static final int SCALE = 4;
  // Only these two columns are read from the files.
  private static final RowType COLUMNS =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("symbol", DataTypes.STRING()),
                  DataTypes.FIELD("price", DataTypes.DECIMAL(PRECISION, SCALE)))
              .getLogicalType();
  private static final int SYMBOL = 0;
  private static final int PRICE = 1;

  private RunningPrices() {}

  /** Runs until it is cancelled. */
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    define(env, options(args));
    env.execute("running prices");
  }

  /** Adds the job's steps to the environment. */
  static void define(StreamExecutionEnvironment env, Map<String, String> options)
      throws UsageException {
    DeltaSharingSource trades = SourceOptions.builder(options).columns(COLUMNS).build();
    env.fromSource(trades, WatermarkStrategy.noWatermarks(), "trades")
        .keyBy(it -> it.getString(SYMBOL).toString(), Types.STRING)
        .process(new PriceKeeper(PRICE, PRECISION, SCALE))
        .name("prices")
        .print()
        .setParallelism(1);
  }

  private static Map<String, String> options(String[] args) throws UsageException {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!args[i].startsWith("--") || i + 1 == args.length) {
        throw new UsageException("Options are --NAME VALUE, such as --path FILE#TABLE");
      }
      options.put(args[i].substring(2), args[i + 1]);
    }
    return options;
  }
}
