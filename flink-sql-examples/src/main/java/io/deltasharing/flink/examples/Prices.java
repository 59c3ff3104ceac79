/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a symbol was traded for so far. Public, for Flink to keep it as state without Kryo. */
public record Prices(
    String symbol, long trades, BigDecimal lowest, BigDecimal highest, BigDecimal sum) {

  /** With one more trade of the same symbol. */
  Prices and(BigDecimal price) {
    return new Prices(symbol, trades + 1, lowest.min(price), highest.max(price), sum.add(price));
  }

  static Prices of(String symbol, BigDecimal price) {
    return new Prices(symbol, 1, price, price, price);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s  trades %d  lowest %s  highest %s  average %s",
        symbol,
        trades,
        lowest,
        highest,
        sum.divide(BigDecimal.valueOf(trades), sum.scale(), RoundingMode.HALF_UP));
  }
}
