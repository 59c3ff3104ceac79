/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.math.BigDecimal;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** Keeps the prices of each symbol in Flink's state, and tells those that changed once a second. */
final class PriceKeeper extends KeyedProcessFunction<String, RowData, Prices> {
  private static final long serialVersionUID = 1L;

  private static final long SECOND = 1_000;

  private final int column;
  private final int precision;
  private final int scale;
  private transient ValueState<Prices> prices;

  /**
   * A keeper of the price in this column.
   *
   * @param precision of the column's DECIMAL type
   * @param scale of the column's DECIMAL type
   */
  PriceKeeper(int column, int precision, int scale) {
    this.column = column;
    this.precision = precision;
    this.scale = scale;
  }

  @Override
  public void open(OpenContext context) {
    prices = getRuntimeContext().getState(new ValueStateDescriptor<>("prices", Prices.class));
  }

  @Override
  public void processElement(RowData trade, Context context, Collector<Prices> out)
      throws Exception {
    BigDecimal price = trade.getDecimal(column, precision, scale).toBigDecimal();
    Prices before = prices.value();
    prices.update(before == null ? Prices.of(context.getCurrentKey(), price) : before.and(price));
    long now = context.timerService().currentProcessingTime();
    context.timerService().registerProcessingTimeTimer(now - now % SECOND + SECOND);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<Prices> out) throws Exception {
    out.collect(prices.value());
  }
}
