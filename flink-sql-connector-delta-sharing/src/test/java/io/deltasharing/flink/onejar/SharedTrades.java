/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.onejar;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import io.deltasharing.embedded.TradesTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shared table of trades that other processes read over HTTP. */
final class SharedTrades implements AutoCloseable {
  static final String TABLE = "market.live.trades";
  private static final int COMMITS = 3;
  private static final int ROWS_PER_COMMIT = 100;

  private final EmbeddedDeltaSharingServer server;
  private final Path profile;

  SharedTrades(Path directory) throws Exception {
    TradesTable trades = TradesTable.create(directory.resolve("trades"));
    for (int i = 0; i < COMMITS; i++) {
      trades.append(ROWS_PER_COMMIT);
    }
    trades.checkpoint();
    server = EmbeddedDeltaSharingServer.builder().table(TABLE, trades.directory()).start();
    profile = server.writeProfile(directory.resolve("config.share"));
  }

  EmbeddedDeltaSharingServer server() {
    return server;
  }

  Path profile() {
    return profile;
  }

  String createTable() {
    return "CREATE TABLE trades (id BIGINT, symbol STRING, price DECIMAL(12,4), ts TIMESTAMP_LTZ(6)) WITH ("
        + "'connector' = 'delta-sharing',"
        + " 'path' = '"
        + profile
        + "#"
        + TABLE
        + "', 's3.endpoint' = '"
        + server.storeEndpoint()
        + "', 's3.path-style-access' = 'true')";
  }

  /** As {@code SELECT id, symbol, price FROM trades ORDER BY id} prints them. */
  static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (long id = 0; id < COMMITS * ROWS_PER_COMMIT; id++) {
      Object[] row = TradesTable.row(id);
      BigDecimal price = ((BigDecimal) row[2]).setScale(4, RoundingMode.UNNECESSARY);
      rows.add("+I[" + row[0] + ", " + row[1] + ", " + price.toPlainString() + "]");
    }
    return rows;
  }

  @Override
  public void close() {
    server.close();
  }
}
