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

  static final String TRADES = "market.live.trades";
  static final String COMPANIES = "market.reference.companies";

  static Statements of(EmbeddedDeltaSharingServer server, Path profile) {
    return new Statements(
        String.join(
            "\n",
            "CREATE TABLE trades (id BIGINT, symbol STRING, price DECIMAL(12,4), ts"
                + " TIMESTAMP_LTZ(6))",
            "WITH ('connector' = 'delta-sharing',",
            "      'path' = " + literal(profile + "#" + TRADES) + ",",
            "      's3.endpoint' = '" + server.storeEndpoint() + "',",
            "      's3.path-style-access' = 'true',",
            "      'scan.discovery.interval' = '1 s')"),
        "SELECT * FROM trades");
  }

  /** The text as SQL writes it. */
  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
