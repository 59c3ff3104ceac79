/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.e2e.scenario;

import io.deltasharing.flink.e2e.table.LiveTable;
import java.nio.file.Path;

/** The statements that declare a scenario's tables. */
final class Tables {
  private static final String COLUMNS =
      "(id BIGINT, symbol STRING, price DECIMAL(12,4), ts TIMESTAMP_LTZ(6))";

  private Tables() {}

  /** The shared table. */
  static String shared(Stage stage, String name, LiveTable table) {
    return "CREATE TABLE %s %s WITH ('connector'='delta-sharing', 'path'='%s#%s', 's3.endpoint'='%s', 's3.region'='%s', 's3.path-style-access'='true', 'scan.discovery.interval'='500 ms')"
        .formatted(
            name,
            COLUMNS,
            stage.server().profile(),
            table.name(),
            stage.store().endpoint(),
            stage.store().region());
  }

  /** A directory of JSON lines, with rows in finished files a second after they came. */
  static String jsonFiles(String name, Path directory) {
    return "CREATE TABLE %s %s WITH ('connector'='filesystem', 'path'='%s', 'format'='json', 'json.timestamp-format.standard'='ISO-8601', 'sink.rolling-policy.rollover-interval'='1 s', 'sink.rolling-policy.check-interval'='500 ms')"
        .formatted(name, COLUMNS, directory.toUri());
  }

  /** A directory of Parquet files. */
  static String parquetFiles(String name, Path directory) {
    return "CREATE TABLE %s %s WITH ('connector'='filesystem', 'path'='%s', 'format'='parquet')"
        .formatted(name, COLUMNS, directory.toUri());
  }
}
