/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.nio.file.Path;

/**
 * The SQL that is shown, and run.
 *
 * @param create declares the shared table
 * @param select reads it, without end
 */
record Statements(String create, String select) {

  static final String TABLE = "market.live.trades";

  static Statements of(EmbeddedDeltaSharingServer server, Path profile) {
    return new Statements(
        String.join(
            "\n",
            "CREATE TABLE trades (id BIGINT, symbol STRING, price DECIMAL(12,4), ts"
                + " TIMESTAMP_LTZ(6))",
            "WITH ('connector' = 'delta-sharing',",
            "      'path' = '" + quoted(profile + "#" + TABLE) + "',",
            "      's3.endpoint' = '" + server.storeEndpoint() + "',",
            "      's3.path-style-access' = 'true',",
            "      'scan.discovery.interval' = '1 s')"),
        "SELECT * FROM trades");
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }
}
