/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of the documentation's examples: {@code id BIGINT, symbol STRING, price DECIMAL(12,4),
 * ts TIMESTAMP}. Ids are 0, 1, 2 and so on without gaps, and every other value follows from the id,
 * so that a reader's rows can be checked one by one. Thread-safe.
 */
public final class TradesTable {

  /** The time of trade 0; each further trade is a minute later. */
  public static final Instant FIRST_TRADE = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<String> SYMBOLS =
      List.of("ACME", "BOLT", "CORE", "DUNE", "ECHO", "FLUX", "GRID");
  private static final StructType SCHEMA =
      new StructType()
          .add("id", LongType.LONG)
          .add("symbol", StringType.STRING)
          .add("price", new DecimalType(12, 4))
          .add("ts", TimestampType.TIMESTAMP);
  private static final int PRICE_SCALE = 4;
  private static final long LOWEST_PRICE = 10_0000;
  private static final long PRICE_RANGE = 990_0000;
  // A prime that shares no factor with the range: prices jump about, and repeat late.
  private static final long PRICE_STEP = 7_368_787;

  private final DeltaTableFixture table;
  private volatile long rowsWritten;

  private TradesTable(DeltaTableFixture table) {
    this.table = table;
  }

  /** Creates the empty table in a directory that holds none. */
  public static TradesTable create(Path dir) {
    return new TradesTable(DeltaTableFixture.create(dir, SCHEMA, List.of(), Map.of()));
  }

  /** What is traded: trade 0 is of the first, trade 1 of the second, and so on in turn. */
  public static List<String> symbols() {
    return SYMBOLS;
  }

  /** The values of one trade: Long, String, BigDecimal, Instant. */
  public static Object[] row(long id) {
    long price = LOWEST_PRICE + Math.floorMod(id * PRICE_STEP, PRICE_RANGE);
    return new Object[] {
      id,
      SYMBOLS.get(Math.floorMod(id, SYMBOLS.size())),
      BigDecimal.valueOf(price, PRICE_SCALE),
      FIRST_TRADE.plus(id, ChronoUnit.MINUTES)
    };
  }

  /**
   * Commits the next trades in one file.
   *
   * @return the version that holds them
   */
  public synchronized long append(int rows) {
    List<Object[]> trades = new ArrayList<>(rows);
    for (long id = rowsWritten; id < rowsWritten + rows; id++) {
      trades.add(row(id));
    }
    long version = table.append(trades);
    rowsWritten += rows;
    return version;
  }

  /**
   * Writes a checkpoint of the latest version.
   *
   * @return that version
   */
  public long checkpoint() {
    return table.checkpoint();
  }

  /** How many rows have been committed, which is also the next trade's id. */
  public long rowsWritten() {
    return rowsWritten;
  }

  /** The table's directory. */
  public Path directory() {
    return table.directory();
  }

  /** The version of the last commit. */
  public long latestVersion() {
    return table.latestVersion();
  }
}
