/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.examples;

import io.deltasharing.flink.source.DeltaSharingSource;
import io.deltasharing.flink.source.DeltaSharingSourceBuilder;
import java.net.URI;
import java.util.Map;
import org.apache.flink.util.TimeUtils;

/** Gives a DataStream source the options that a SQL table has, by the same names. */
final class SourceOptions {

  private SourceOptions() {}

  /**
   * A builder with these options, columns still to be chosen.
   *
   * @throws UsageException for an option that has no place here
   */
  static DeltaSharingSourceBuilder builder(Map<String, String> options) throws UsageException {
    DeltaSharingSourceBuilder builder = DeltaSharingSource.builder();
    for (Map.Entry<String, String> option : options.entrySet()) {
      apply(builder, option.getKey(), option.getValue());
    }
    return builder;
  }

  private static void apply(DeltaSharingSourceBuilder builder, String key, String value)
      throws UsageException {
    switch (key) {
      case "connector" -> {}
      case "path" -> builder.path(value);
      case "scan.discovery.interval" -> builder.continuous(TimeUtils.parseDuration(value));
      case "s3.endpoint" -> builder.s3Endpoint(URI.create(value));
      case "s3.region" -> builder.s3Region(value);
      case "s3.path-style-access" -> builder.s3PathStyleAccess(Boolean.parseBoolean(value));
      default -> {
        if (!key.startsWith("hadoop.")) {
          throw new UsageException("The DataStream example knows no option '" + key + "'");
        }
        builder.hadoop(key.substring("hadoop.".length()), value);
      }
    }
  }
}
