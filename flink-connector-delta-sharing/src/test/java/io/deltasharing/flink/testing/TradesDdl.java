/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.testing;

import io.deltasharing.embedded.EmbeddedDeltaSharingServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The statement that declares the shared table of trades, with options to add and change. */
public final class TradesDdl {
  public static final String TABLE = "market.live.trades";
  public static final String COLUMNS =
      "id BIGINT, symbol STRING, price DECIMAL(12,4), ts TIMESTAMP_LTZ(6)";

  private final Map<String, String> options = new LinkedHashMap<>();
  private String columns = COLUMNS;

  public TradesDdl(EmbeddedDeltaSharingServer server, Path profile) {
    options.put("connector", "delta-sharing");
    options.put("path", profile + "#" + TABLE);
    options.put("s3.endpoint", server.storeEndpoint().toString());
    options.put("s3.path-style-access", "true");
    options.put("scan.discovery.interval", "300 ms");
  }

  public TradesDdl columns(String other) {
    columns = other;
    return this;
  }

  public TradesDdl with(String key, String value) {
    options.put(key, value);
    return this;
  }

  public TradesDdl without(String key) {
    options.remove(key);
    return this;
  }

  public String create() {
    return create("trades");
  }

  public String create(String name) {
    return options.entrySet().stream()
        .map(it -> "'" + it.getKey() + "' = '" + it.getValue() + "'")
        .collect(
            Collectors.joining(
                ",\n  ", "CREATE TABLE " + name + " (" + columns + ") WITH (\n  ", ")"));
  }
}
