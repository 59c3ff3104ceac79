/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.table;

import static io.deltasharing.flink.table.DeltaSharingOptions.HADOOP_PREFIX;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.TablePath;
import io.deltasharing.flink.source.ReadSettings;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.storage.S3Options;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;
import org.jspecify.annotations.Nullable;

/** Reads a table's options, and says of each that does not fit what would. */
final class TableOptions {
  private static final List<ConfigOption<String>> PARTS =
      List.of(
          DeltaSharingOptions.PROFILE,
          DeltaSharingOptions.SHARE,
          DeltaSharingOptions.SCHEMA,
          DeltaSharingOptions.TABLE);

  private final ReadableConfig options;
  private final Map<String, String> raw;
  private final boolean batch;
  private final TablePath path;

  TableOptions(ReadableConfig options, Map<String, String> raw, boolean batch) {
    this.options = options;
    this.raw = raw;
    this.batch = batch;
    this.path = path();
  }

  SharedTableName name() {
    return path.table();
  }

  ReadSettings settings(RowType rowType) {
    try {
      return new ReadSettings(
          path.profile(),
          path.table().toString(),
          options.get(DeltaSharingOptions.ACCESS_MODE),
          rowType,
          discovery(),
          refreshPolicy(),
          options.get(DeltaSharingOptions.ASSUMED_LIFETIME),
          s3());
    } catch (IllegalArgumentException e) {
      throw new ValidationException(e.getMessage());
    }
  }

  private TablePath path() {
    String whole = options.getOptional(DeltaSharingOptions.PATH).orElse(null);
    List<String> given =
        PARTS.stream()
            .filter(it -> options.getOptional(it).isPresent())
            .map(ConfigOption::key)
            .toList();
    if (whole != null ? !given.isEmpty() : given.size() < PARTS.size()) {
      throw new ValidationException(
          "Say which table to read by 'path' = '<profile>#<share>.<schema>.<table>', or by all four"
              + " of 'profile', 'share', 'schema' and 'table'. Given: "
              + (whole != null ? "path, " : "")
              + (given.isEmpty() ? "none of them" : String.join(", ", given))
              + ".");
    }
    try {
      return whole != null ? TablePath.parse(whole) : pathOfParts();
    } catch (IllegalArgumentException e) {
      throw new ValidationException(e.getMessage());
    }
  }

  private TablePath pathOfParts() {
    return new TablePath(
        options.get(DeltaSharingOptions.PROFILE),
        new SharedTableName(
            options.get(DeltaSharingOptions.SHARE),
            options.get(DeltaSharingOptions.SCHEMA),
            options.get(DeltaSharingOptions.TABLE)));
  }

  private DiscoverySettings discovery() {
    return batch
        ? DiscoverySettings.bounded()
        : DiscoverySettings.continuous(
            options.get(DeltaSharingOptions.DISCOVERY_INTERVAL),
            options.get(DeltaSharingOptions.MAX_VERSIONS));
  }

  private RefreshPolicy refreshPolicy() {
    return new RefreshPolicy(
        options.get(DeltaSharingOptions.REFRESH_MAX_LEAD),
        options.get(DeltaSharingOptions.REFRESH_MIN_INTERVAL),
        options.get(DeltaSharingOptions.REFRESH_GRACE),
        options.get(DeltaSharingOptions.REFRESH_BACKOFF_INITIAL),
        options.get(DeltaSharingOptions.REFRESH_BACKOFF_MAX),
        RefreshPolicy.DEFAULT.refusalsToRevoke());
  }

  private S3Options s3() {
    return new S3Options(
        endpoint(options.getOptional(DeltaSharingOptions.S3_ENDPOINT).orElse(null)),
        options.getOptional(DeltaSharingOptions.S3_REGION).orElse(null),
        options.get(DeltaSharingOptions.S3_PATH_STYLE_ACCESS),
        hadoop());
  }

  private Map<String, String> hadoop() {
    return raw.entrySet().stream()
        .filter(it -> it.getKey().startsWith(HADOOP_PREFIX))
        .collect(
            Collectors.toMap(
                it -> it.getKey().substring(HADOOP_PREFIX.length()), Map.Entry::getValue));
  }

  private static @Nullable URI endpoint(@Nullable String text) {
    if (text == null) {
      return null;
    }
    URI uri = text.contains("://") ? URI.create(text) : URI.create("https://" + text);
    if (uri.getHost() == null
        || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "'"
              + DeltaSharingOptions.S3_ENDPOINT.key()
              + "' must be a URL like https://s3.example.com, but is '"
              + text
              + "'");
    }
    return uri;
  }
}
