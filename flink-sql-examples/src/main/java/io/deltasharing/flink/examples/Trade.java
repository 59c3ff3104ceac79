/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.embedded.TradesTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.apache.flink.types.Row;

/** A row of the table. */
record Trade(long id, String symbol, BigDecimal price, Instant ts) {

  static Trade of(Row row) {
    return new Trade(
        Objects.requireNonNull(row.<Long>getFieldAs(0)),
        Objects.requireNonNull(row.getFieldAs(1)),
        Objects.requireNonNull(row.getFieldAs(2)),
        Objects.requireNonNull(row.getFieldAs(3)));
  }

  static Trade written(long id) {
    Object[] values = TradesTable.row(id);
    return new Trade(id, (String) values[1], (BigDecimal) values[2], (Instant) values[3]);
  }

  /** Whether every value is the one that the writer gives this id. */
  boolean genuine() {
    return Arrays.equals(TradesTable.row(id), new Object[] {id, symbol, price, ts});
  }
}
